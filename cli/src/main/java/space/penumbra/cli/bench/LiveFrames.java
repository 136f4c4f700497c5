package space.penumbra.cli.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.Topics;

/**
 * A live fleet that sends frames at a steady rate, each stamped with its instant, in a thread of its own; one node after the other overheats for
 * a while. Thread-safe.
 */
final class LiveFrames implements AutoCloseable {

    // Every so many frames of the fleet are those of one more node that is too hot.
    private static final int HOT_EVERY = 997;
    private static final Duration TURN = Duration.ofMillis(10);

    private final String bootstrap;
    private final int nodes;
    private final double framesPerSecond;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final Thread sender = new Thread(this::send, "bench-fleet");
    private final long began = System.nanoTime();

    LiveFrames(String bootstrap, int nodes, double framesPerSecond) {
        this.bootstrap = bootstrap;
        this.nodes = nodes;
        this.framesPerSecond = framesPerSecond;
    }

    LiveFrames start() {
        sender.start();
        return this;
    }

    /** Frames a second that it has sent since its begin. */
    double rate() {
        return sent.get() / ((System.nanoTime() - began) / 1e9);
    }

    /** As many in each turn as are due. */
    private void send() {
        FrameLoad load = new FrameLoad(1);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            while (!over.get()) {
                long due = (long) ((System.nanoTime() - began) / 1e9 * framesPerSecond);
                for (long next = sent.get(); next < due; next = sent.incrementAndGet()) {
                    int node = (int) (next % nodes);
                    int round = (int) (next / nodes);
                    TelemetryFrame frame = load.frame(node, round).timeMillis(System.currentTimeMillis());
                    // Hot for five rounds, then cool for five: an alarm and its end.
                    if (node % HOT_EVERY == 0 && (round + node / HOT_EVERY) % 10 < 5) {
                        frame.set(Reading.GPU_TEMPERATURE_MAX, 94);
                    }
                    producer.send(new ProducerRecord<>(
                            Topics.TELEMETRY_FRAMES.name(), frame.nodeId(), FrameCodec.INSTANCE.encode(frame)));
                }
                Thread.sleep(TURN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.set(true);
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
