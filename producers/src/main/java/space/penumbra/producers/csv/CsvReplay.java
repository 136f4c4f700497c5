package space.penumbra.producers.csv;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.live.FleetTime;
import space.penumbra.producers.live.IngestStatistics;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.Topics;

/**
 * Replays recorded telemetry. A row that cannot be read is reported with its line number, counted, and the replay goes on. Nodes that the fleet does
 * not know are announced. Run by one thread; {@link #stop} and {@link #statistics} may be called from any.
 */
public final class CsvReplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CsvReplay.class);
    private static final int ROWS_A_PROGRESS = 500;
    private static final int MALFORMED_LOGGED = 20;
    private static final double UNKNOWN_INTERVAL_SECONDS = 60;

    private final ReplaySettings settings;
    private final TopicPublisher publisher;
    private final FleetTime time;
    private final Clock clock;
    private final Set<String> knownNodes;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> firstMillis = new HashMap<>();
    private final TelemetryFrame frame = new TelemetryFrame();
    private volatile boolean stopping;
    private volatile Thread runner;
    private volatile long rows;
    private volatile long malformed;

    private long recordedStart = Long.MIN_VALUE;
    private long shiftMillis;
    private Instant wallStart;

    /**
     * Joins the fleet of a cluster.
     *
     * @throws IllegalStateException if the cluster cannot be read
     */
    public CsvReplay(ReplaySettings settings, Clock clock) {
        this(
                settings,
                clock,
                FleetTime.following(settings.bootstrap()),
                new TopicPublisher(settings.bootstrap(), "penumbra-csv"),
                nodesOf(settings.bootstrap()));
    }

    CsvReplay(ReplaySettings settings, Clock clock, FleetTime time, TopicPublisher publisher, Set<String> knownNodes) {
        this.settings = settings;
        this.clock = clock;
        this.time = time;
        this.publisher = publisher;
        this.knownNodes = new HashSet<>(knownNodes);
    }

    private static Set<String> nodesOf(String bootstrap) {
        Set<String> nodes = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrap, "penumbra-csv-nodes")) {
            TopicReader.readThrough(
                    consumer,
                    TopicReader.partitions(consumer, Topics.FLEET_NODES),
                    Map.of(),
                    record -> nodes.add(new String(record.key(), StandardCharsets.UTF_8)));
        }
        return nodes;
    }

    /**
     * Replays the file; returns at its end or when stopped.
     *
     * @param progress is told every so often, and at the end
     * @throws IllegalArgumentException if the file cannot be read or its header says nothing
     * @throws space.penumbra.producers.publish.PublishException if Kafka gave up on a record
     */
    public IngestStatistics run(Consumer<ReplayProgress> progress) {
        runner = Thread.currentThread();
        try (Counted counted = new Counted(Files.newInputStream(settings.file()));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(text(counted), StandardCharsets.UTF_8))) {
            replay(reader, counted, Files.size(settings.file()), progress);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read " + settings.file() + ": " + e.getMessage(), e);
        }
        publisher.flush();
        return statistics();
    }

    private InputStream text(InputStream raw) throws IOException {
        return settings.file().toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    /** Knows how far it was read. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One writer; the statistics are read elsewhere.
    private void replay(BufferedReader reader, Counted counted, long total, Consumer<ReplayProgress> progress)
            throws IOException {
        String header = reader.readLine();
        if (header == null) {
            throw new IllegalArgumentException(settings.file() + " is empty: a header and rows are needed");
        }
        FrameColumns columns = new FrameColumns(CsvLine.cells(header.replace("\uFEFF", "")));
        if (!columns.unknown().isEmpty()) {
            LOG.warn("{}: the columns {} are no readings and are left out", settings.file(), columns.unknown());
        }
        long number = 1;
        Instant recorded = Instant.EPOCH;
        for (String line = reader.readLine(); line != null && !stopping; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                frame.clear();
                columns.fill(CsvLine.cells(line), settings.nodeId(), frame);
                recorded = frame.time();
            } catch (IllegalArgumentException e) {
                malformed++;
                reportMalformed(number, e);
                continue;
            }
            publish(columns.sequenced());
            rows++;
            if (rows % ROWS_A_PROGRESS == 0) {
                progress.accept(new ReplayProgress(rows, malformed, counted.bytes, total, recorded));
                publisher.reportFailure();
            }
        }
        progress.accept(new ReplayProgress(rows, malformed, counted.bytes, total, recorded));
    }

    private void reportMalformed(long line, IllegalArgumentException e) {
        if (malformed <= MALFORMED_LOGGED) {
            LOG.warn("{} line {}: {}", settings.file(), line, e.getMessage());
        }
        if (malformed == MALFORMED_LOGGED) {
            LOG.warn("{}: further malformed lines are counted, not shown", settings.file());
        }
    }

    private void publish(boolean sequenced) {
        long recorded = frame.timeMillis();
        if (recordedStart == Long.MIN_VALUE) {
            recordedStart = recorded;
            wallStart = clock.instant();
            time.refresh();
            shiftMillis =
                    settings.time() == ReplayTime.SHIFT ? time.at(wallStart).toEpochMilli() - recorded : 0;
        }
        pace(recorded);
        frame.timeMillis(recorded + shiftMillis);
        String node = frame.nodeId();
        if (!sequenced) {
            frame.sequence(sequences.merge(node, 1L, Long::sum) - 1);
        }
        announce(node, recorded);
        publisher.send(Topics.TELEMETRY_FRAMES, node, frame);
    }

    private void pace(long recorded) {
        double speed = settings.speed() == null ? time.speed() : settings.speed();
        if (speed == 0) {
            return;
        }
        Instant due = wallStart.plusNanos((long) ((recorded - recordedStart) * 1e6 / speed));
        for (Instant now = clock.instant(); !stopping && now.isBefore(due); now = clock.instant()) {
            LockSupport.parkNanos(
                    Math.min(200_000_000, java.time.Duration.between(now, due).toNanos()));
        }
    }

    /** A new node is announced with its first row, and once more with its interval when its second row shows that. */
    private void announce(String node, long recorded) {
        if (knownNodes.add(node)) {
            firstMillis.put(node, recorded);
            announce(node, UNKNOWN_INTERVAL_SECONDS);
        } else if (firstMillis.containsKey(node) && recorded > firstMillis.get(node)) {
            announce(node, (recorded - firstMillis.remove(node)) / 1000.0);
        }
    }

    private void announce(String node, double intervalSeconds) {
        publisher.send(
                Topics.FLEET_NODES,
                node,
                new NodeSpec(
                        node,
                        "csv",
                        "recorded",
                        "",
                        -1,
                        Math.max(frame.gpuPowerWatts().length, frame.gpuTemperatureCelsius().length),
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        intervalSeconds,
                        DefaultRules.ORBITAL,
                        false,
                        frame.time()));
    }

    /** Ends {@link #run} after the row that is under way. */
    public void stop() {
        stopping = true;
        Thread running = runner;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    /** What was done so far. */
    public IngestStatistics statistics() {
        return new IngestStatistics(knownNodes.size(), rows, 0, malformed, publisher.failed());
    }

    @Override
    public void close() {
        stop();
        time.close();
        publisher.close();
    }
}
