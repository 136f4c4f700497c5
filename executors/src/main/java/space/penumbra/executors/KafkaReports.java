package space.penumbra.executors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** Publishes what an executor says. Not thread-safe. */
final class KafkaReports implements Reports, AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    KafkaReports(String bootstrap) {
        Properties settings = new Properties();
        settings.putAll(KafkaAccess.ofProcess());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "penumbra-executor");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void event(CommandEvent event) {
        send(Topics.COMMANDS_EVENTS, event.workloadId(), event);
    }

    @Override
    public void workload(Workload workload) {
        send(Topics.FLEET_WORKLOADS, workload.workloadId(), workload);
    }

    private <T> void send(Topic<T> topic, String key, T value) {
        producer.send(
                new ProducerRecord<>(
                        topic.name(), key.getBytes(UTF_8), topic.codec().encode(value)),
                (metadata, problem) -> failure.compareAndSet(null, problem));
    }

    /**
     * Waits until everything is durable.
     *
     * @throws IllegalStateException if Kafka gave something up: the caller must stop and begin anew from the topics
     */
    void confirm() {
        producer.flush();
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException(
                    "Kafka did not take a report: " + problem.getMessage() + ". Start the executor again: it goes on"
                            + " from the topics",
                    problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
