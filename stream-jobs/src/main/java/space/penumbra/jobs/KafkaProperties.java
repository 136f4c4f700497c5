package space.penumbra.jobs;

import java.util.Properties;

/** Settings of the Kafka clients inside the jobs; what the operator gives in a file goes above them. */
public final class KafkaProperties {

    private KafkaProperties() {}

    public static Properties consumer(JobSettings settings) {
        Properties properties = new Properties();
        properties.put("isolation.level", "read_committed");
        // New partitions are found without a restart.
        properties.put("partition.discovery.interval.ms", "60000");
        properties.putAll(settings.kafka());
        return properties;
    }

    public static Properties producer(JobSettings settings) {
        Properties properties = new Properties();
        properties.put("compression.type", "lz4");
        properties.put("batch.size", "131072");
        // A transaction is flushed by its checkpoint at the latest: waiting fills batches and delays nobody.
        properties.put("linger.ms", "100");
        // Longer than any outage that a job survives; the broker permits 15 minutes by default.
        properties.put("transaction.timeout.ms", "600000");
        properties.putAll(settings.kafka());
        return properties;
    }
}
