package space.penumbra.producers.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topic;

/**
 * Publishes values of the topic catalogue: idempotent, acknowledged by all replicas, compressed and batched.
 *
 * <p>A send returns before the broker has the record. A record that Kafka gave up on is counted, the first such error is
 * logged at once and thrown by the next {@link #flush} or {@link #close}: none is lost silently. Thread-safe.
 */
public final class TopicPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicPublisher.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<PublishException> unreported = new AtomicReference<>();
    private final Callback outcome = (metadata, error) -> {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else {
            failed(metadata == null ? "a topic" : metadata.topic(), error);
        }
    };

    /** Connects to a cluster; the connection itself is made lazily by the Kafka client. */
    public TopicPublisher(String bootstrap, String clientId) {
        this(new KafkaProducer<>(settings(bootstrap, clientId), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** The same with another compression than lz4, as Kafka names it: none, gzip, snappy, lz4 or zstd. */
    public TopicPublisher(String bootstrap, String clientId, String compression) {
        this(new KafkaProducer<>(
                settings(bootstrap, clientId, compression), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Publishes through a producer of the caller's making, which this publisher closes. */
    public TopicPublisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** The producer settings behind every publisher. */
    static Properties settings(String bootstrap, String clientId) {
        return settings(bootstrap, clientId, "lz4");
    }

    private static Properties settings(String bootstrap, String clientId, String compression) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        settings.putAll(KafkaAccess.ofProcess());
        return settings;
    }

    /** Queues a value under a key; blocks only while the producer's buffer is full. */
    public <T> void send(Topic<T> topic, String key, T value) {
        sendBytes(topic.name(), key.getBytes(UTF_8), topic.codec().encode(value));
    }

    /** As {@link #send(Topic, String, Object)}, with a key that the caller encoded once (UTF-8) for many sends. */
    public <T> void send(Topic<T> topic, byte[] key, T value) {
        sendBytes(topic.name(), key, topic.codec().encode(value));
    }

    /** Queues bytes as they are: for the twin's deliberately corrupt frames. */
    public void sendBytes(String topic, byte[] key, byte[] value) {
        sent.incrementAndGet();
        try {
            producer.send(new ProducerRecord<>(topic, key, value), outcome);
        } catch (KafkaException e) {
            failed(topic, e);
            throw unreported.getAndSet(null);
        }
    }

    /** Records handed over so far. */
    public long sent() {
        return sent.get();
    }

    /** Records that the brokers have confirmed. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Records that Kafka gave up on. */
    public long failed() {
        return failed.get();
    }

    /**
     * Waits until every queued record is confirmed or given up.
     *
     * @throws PublishException if any record failed since the last report
     */
    public void flush() {
        producer.flush();
        reportFailure();
    }

    /** Throws what failed since the last report, without waiting for records that are still under way. */
    public void reportFailure() {
        PublishException failure = unreported.getAndSet(null);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
        reportFailure();
    }

    private void failed(String topic, Exception error) {
        failed.incrementAndGet();
        PublishException failure = new PublishException(
                "Could not publish to " + topic + ": " + error.getMessage()
                        + ". Check that the broker is reachable and the topic exists (penumbra topics check)",
                error);
        PublishException first = unreported.getAndUpdate(earlier -> earlier == null ? failure : earlier);
        if (first == null) {
            LOG.error("{}", failure.getMessage());
        }
    }
}
