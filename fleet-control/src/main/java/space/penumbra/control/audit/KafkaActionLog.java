package space.penumbra.control.audit;

import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * Writes people's actions to their topic and waits for every in-sync replica. The action goes first: a rule never changes
 * without a record of who changed it. Thread-safe.
 */
public final class KafkaActionLog implements ActionLog, AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Producer<String, byte[]> producer;

    public KafkaActionLog(Properties clientSettings) {
        Properties settings = new Properties();
        settings.putAll(clientSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(TIMEOUT_MILLIS));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(TIMEOUT_MILLIS / 2));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(TIMEOUT_MILLIS));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void append(OperatorAction action) {
        write(Topics.OPERATOR_ACTIONS, action.subject(), action);
    }

    @Override
    public void append(OperatorAction action, LimitRule rule) {
        append(action);
        write(Topics.RULES_DEFINITIONS, rule.ruleId(), rule);
    }

    private <T> void write(Topic<T> topic, String key, T value) {
        Future<?> written = producer.send(
                new ProducerRecord<>(topic.name(), key, topic.codec().encode(value)));
        try {
            written.get(TIMEOUT_MILLIS + 1000L, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before " + topic.name() + " confirmed", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(topic.name() + " did not confirm: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
