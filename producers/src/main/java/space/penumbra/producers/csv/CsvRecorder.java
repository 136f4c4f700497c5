package space.penumbra.producers.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/** Records telemetry from the topic into a CSV file that {@link CsvReplay} reads. Run by one thread; {@link #stop} may be called from any. */
public final class CsvRecorder {

    private final String bootstrap;
    private final Path file;
    private final Predicate<String> nodes;
    private final FrameCursor frames = new FrameCursor();
    private final TelemetryFrame frame = new TelemetryFrame();
    private volatile boolean stopping;
    private volatile long undecodable;

    /**
     * A recorder that has not started.
     *
     * @param file where to; gzipped if it ends in {@code .gz}
     * @param nodes which nodes to record
     */
    public CsvRecorder(String bootstrap, Path file, Predicate<String> nodes) {
        this.bootstrap = bootstrap;
        this.file = file;
        this.nodes = nodes;
    }

    /**
     * Records until stopped, or until this many frames are written.
     *
     * @param fromBegin true for all that the topic has, false for what comes from now on
     * @return frames written
     */
    public long run(boolean fromBegin, long mostFrames) {
        long written = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrap, "penumbra-recorder");
                Writer out = open()) {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.TELEMETRY_FRAMES);
            consumer.assign(partitions);
            if (fromBegin) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            FrameRow row = new FrameRow(out);
            row.header();
            while (!stopping && written < mostFrames) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    written += record(record.value(), row, mostFrames - written);
                }
                out.flush();
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Records what the topic holds now, or until this many frames are written.
     *
     * @return frames written
     */
    public long runToEnd(long mostFrames) {
        long[] written = {0};
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrap, "penumbra-recorder");
                Writer out = open()) {
            FrameRow row = new FrameRow(out);
            row.header();
            TopicReader.readThrough(
                    consumer,
                    TopicReader.partitions(consumer, Topics.TELEMETRY_FRAMES),
                    Map.of(),
                    record -> written[0] += recordOrFail(record.value(), row, mostFrames - written[0]));
            return written[0];
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private long recordOrFail(byte[] bytes, FrameRow row, long most) {
        try {
            return record(bytes, row, most);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes the wanted frames of a record, this many at most; gives how many. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One writer.
    private long record(byte[] bytes, FrameRow row, long most) throws IOException {
        long written = 0;
        try {
            frames.open(bytes);
            while (written < most && frames.next(frame)) {
                if (nodes.test(frame.nodeId())) {
                    row.write(frame);
                    written++;
                }
            }
        } catch (UndecodableException e) {
            undecodable++;
        }
        return written;
    }

    private Writer open() throws IOException {
        return new BufferedWriter(new OutputStreamWriter(
                file.toString().endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(file), 1 << 16, true)
                        : Files.newOutputStream(file),
                StandardCharsets.UTF_8));
    }

    /** Records that were no frames, and so are not in the file. */
    public long undecodable() {
        return undecodable;
    }

    /** Ends {@link #run}. */
    public void stop() {
        stopping = true;
    }
}
