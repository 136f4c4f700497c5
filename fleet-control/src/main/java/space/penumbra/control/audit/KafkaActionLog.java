package space.penumbra.control.audit;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * Writes people's actions to their topic and waits for every in-sync replica. What changes a rule goes into one transaction with the record of who
 * changed it; transactions bear one name, so that of two instances that change rules at a time one fails and says so. Thread-safe.
 */
public final class KafkaActionLog implements ActionLog, AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Producer<String, byte[]> producer;
    private final Properties transactional = new Properties();

    /**
     * A log that is ready.
     *
     * @param transactionalId name of the transactions that change rules
     */
    public KafkaActionLog(Properties clientSettings, String transactionalId) {
        Properties settings = new Properties();
        settings.putAll(clientSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(TIMEOUT_MILLIS));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(TIMEOUT_MILLIS / 2));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(TIMEOUT_MILLIS));
        transactional.putAll(settings);
        transactional.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        transactional.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TIMEOUT_MILLIS));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void append(OperatorAction action) {
        ProducerRecord<String, byte[]> record = record(Topics.OPERATOR_ACTIONS, action.subject(), action);
        try {
            producer.send(record).get(TIMEOUT_MILLIS + 1000L, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before " + record.topic() + " confirmed", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(record.topic() + " did not confirm: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void append(OperatorAction action, List<RuleVersion> versions, @Nullable LimitRule inForce) {
        // People change rules now and then: a producer of its own each time holds nothing open and knows of no earlier
        // failure.
        try (Producer<String, byte[]> once =
                new KafkaProducer<>(transactional, new StringSerializer(), new ByteArraySerializer())) {
            once.initTransactions();
            once.beginTransaction();
            once.send(record(Topics.OPERATOR_ACTIONS, action.subject(), action));
            versions.forEach(version -> once.send(record(Topics.RULES_VERSIONS, version.key(), version)));
            if (inForce != null) {
                once.send(record(Topics.RULES_DEFINITIONS, inForce.ruleId(), inForce));
            }
            once.commitTransaction();
        }
    }

    private static <T> ProducerRecord<String, byte[]> record(Topic<T> topic, String key, T value) {
        return new ProducerRecord<>(topic.name(), key, topic.codec().encode(value));
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
