package space.penumbra.producers.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.RecordedTopics;
import space.penumbra.producers.live.FleetTime;
import space.penumbra.producers.live.IngestStatistics;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.Topics;

class CsvReplayTest {

    private static final Instant WALL = Instant.parse("2026-11-22T20:00:00Z");
    private static final Instant FLEET = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private final RecordedTopics topics = new RecordedTopics();
    private final List<ReplayProgress> progress = new ArrayList<>();

    private IngestStatistics replay(Path file, ReplayTime time, Set<String> known) {
        ReplaySettings settings = new ReplaySettings("localhost:1", file, null, 0.0, time);
        try (CsvReplay replay = new CsvReplay(
                settings,
                Clock.fixed(WALL, ZoneOffset.UTC),
                FleetTime.fixed(new FleetClock(WALL, FLEET, 60)),
                topics.publisher,
                known)) {
            return replay.run(progress::add);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void shiftsTheFirstRowToTheFleetsNowAndKeepsDistances() throws IOException {
        replay(file("host.csv", """
                        timestamp,solarPowerWatts,correctedErrors,colour
                        2025-03-01 00:00:00,1000.5,3,red
                        2025-03-01T00:00:10Z,,4,blue
                        """), ReplayTime.SHIFT, Set.of());

        List<TelemetryFrame> frames = topics.of(Topics.TELEMETRY_FRAMES);
        assertThat(frames).extracting(TelemetryFrame::time).containsExactly(FLEET, FLEET.plusSeconds(10));
        assertThat(frames).extracting(TelemetryFrame::nodeId).containsOnly("host");
        assertThat(frames).extracting(TelemetryFrame::sequence).containsExactly(0L, 1L);
        assertThat(frames.get(0).get(Reading.SOLAR_POWER)).isEqualTo(1000.5f);
        assertThat(frames.get(1).get(Reading.SOLAR_POWER)).isNaN();
        assertThat(frames.get(1).get(Counter.CORRECTED_ERRORS)).isEqualTo(4);
        List<NodeSpec> specs = topics.of(Topics.FLEET_NODES);
        assertThat(specs.get(specs.size() - 1).reportIntervalSeconds()).isEqualTo(10);
    }

    @Test
    void keepsRecordedTimesAndKnownNodesWhenAsked() throws IOException {
        replay(
                file("two.csv", "time,node,loadPowerWatts\n1740787200,a,5\n1740787201000,b,6\n"),
                ReplayTime.KEEP,
                Set.of("a"));

        assertThat(topics.of(Topics.TELEMETRY_FRAMES))
                .extracting(TelemetryFrame::time)
                .containsExactly(Instant.parse("2025-03-01T00:00:00Z"), Instant.parse("2025-03-01T00:00:01Z"));
        assertThat(topics.of(Topics.FLEET_NODES)).extracting(NodeSpec::nodeId).containsOnly("b");
    }

    @Test
    void countsMalformedRowsAndGoesOn() throws IOException {
        IngestStatistics statistics = replay(file("bad.csv", """
                        time,solarPowerWatts
                        2025-03-01T00:00:00Z,1
                        yesterday,2
                        2025-03-01T00:00:02Z,much
                        2025-03-01T00:00:03Z,4,5
                        "2025-03-01T00:00:04Z,6
                        2025-03-01T00:00:05Z,7
                        """), ReplayTime.SHIFT, Set.of());

        assertThat(statistics.framesPublished()).isEqualTo(2);
        assertThat(statistics.linesMalformed()).isEqualTo(4);
        assertThat(progress.get(progress.size() - 1).rows()).isEqualTo(2);
        assertThat(progress.get(progress.size() - 1).bytesRead())
                .isEqualTo(progress.get(progress.size() - 1).bytesTotal());
    }

    @Test
    void refusesAFileThatSaysNothing() throws IOException {
        Path header = file("header.csv", "a,b\n1,2\n");
        assertThatThrownBy(() -> replay(header, ReplayTime.SHIFT, Set.of())).hasMessageContaining("no column 'time'");
        Path empty = file("empty.csv", "");
        assertThatThrownBy(() -> replay(empty, ReplayTime.SHIFT, Set.of())).hasMessageContaining("empty");
        assertThatThrownBy(() -> replay(directory.resolve("none.csv"), ReplayTime.SHIFT, Set.of()))
                .hasMessageContaining("none.csv");
    }

    @Test
    void readsBackWhatWasRecorded() throws IOException {
        TelemetryFrame frame = new TelemetryFrame()
                .nodeId("n-1")
                .timeMillis(1_790_000_000_123L)
                .sequence(42)
                .mode(NodeMode.POWER_SAVE)
                .gpuTemperatureCelsius(new float[] {61.5f, Float.NaN})
                .gpuPowerWatts(new float[] {700, 701})
                .gpuCorrectedErrors(new long[] {5, -1});
        for (Reading reading : Reading.values()) {
            frame.set(reading, reading.ordinal() / 32.0);
        }
        frame.set(Reading.ALTITUDE, Double.NaN).set(Counter.RESTARTS, 7);
        StringWriter text = new StringWriter();
        FrameRow row = new FrameRow(text);
        row.header();
        row.write(frame);
        Path file = directory.resolve("recorded.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }

        replay(file, ReplayTime.KEEP, Set.of());

        assertThat(FrameCodec.INSTANCE.encode(topics.of(Topics.TELEMETRY_FRAMES).get(0)))
                .isEqualTo(FrameCodec.INSTANCE.encode(frame));
    }
}
