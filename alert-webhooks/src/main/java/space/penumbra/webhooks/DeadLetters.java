package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.wire.Topics;

/** Writes undelivered messages to their topic. Thread-safe. */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final Pause pause;

    DeadLetters(Producer<byte[], byte[]> producer, Pause pause) {
        this.producer = producer;
        this.pause = pause;
    }

    /**
     * Returns when Kafka has acknowledged it. While Kafka does not, tries again for ever: a message that is neither
     * delivered nor kept must not count as done.
     */
    void bury(DeliveryFailure failure) throws InterruptedException {
        ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(
                Topics.WEBHOOKS_UNDELIVERED.name(),
                failure.messageId().getBytes(UTF_8),
                Topics.WEBHOOKS_UNDELIVERED.codec().encode(failure));
        while (true) {
            try {
                producer.send(entry).get();
                return;
            } catch (InterruptException e) {
                throw new InterruptedException(e.getMessage());
            } catch (ExecutionException | KafkaException e) {
                LOG.error("event=dead-letter-not-written message={} error={}", failure.messageId(), e.getMessage());
                pause.pause(BETWEEN_TRIES);
            }
        }
    }
}
