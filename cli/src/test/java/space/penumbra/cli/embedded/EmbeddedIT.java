package space.penumbra.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.jobs.JobEnvironment;
import space.penumbra.jobs.JobSettings;
import space.penumbra.wire.Topics;

/** The broker and the cluster that live in this process: they start, keep their state, and say why they do not start. */
class EmbeddedIT {

    private static final Queue<Long> SEEN = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    void brokerTakesTheCatalogueAndKeepsItOverARestart() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            Run missing = Run.of("topics", "check", "--bootstrap", kafka.bootstrap());
            assertThat(missing.code()).isEqualTo(1);
            assertThat(missing.out()).contains("telemetry.frames is missing");

            Run created = Run.of("topics", "create", "--bootstrap", kafka.bootstrap());
            assertThat(created.code()).isZero();
            assertThat(created.out()).contains(Topics.all().size() + " created, 0 there already");
            Run again = Run.of("topics", "create", "--bootstrap", kafka.bootstrap());
            assertThat(again.out()).contains("0 created, " + Topics.all().size() + " there already");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertThat(Run.of("topics", "check", "--bootstrap", kafka.bootstrap())
                            .code())
                    .isZero();
            Run list = Run.of("topics", "list", "--bootstrap", kafka.bootstrap());
            assertThat(list.out())
                    .contains("commands.ledger", "the life of each command")
                    .doesNotContain("missing");
        }
    }

    @Test
    void brokerSaysThatItsPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, other.getLocalPort()))
                    .isInstanceOf(UserError.class)
                    .hasMessage("port " + other.getLocalPort()
                            + " for Kafka is in use: choose another with --kafka-port (0 takes a free one)");
        }
    }

    @Test
    void jobGoesOnWhereAStopOrACrashLeftIt() {
        Optional<Path> from;
        try (EmbeddedFlink flink = EmbeddedFlink.start(folder, 0, 1)) {
            from = flink.submit("counting", counting());
            assertThat(from).isEmpty();
            await().atMost(Duration.ofSeconds(30)).until(() -> SEEN.size() > 500);
        }
        long[] first = drain();
        assertThat(first)
                .as("from 0 without a gap")
                .isEqualTo(LongStream.range(0, first.length).toArray());

        // After a clean stop: neither a gap nor a repetition.
        try (EmbeddedFlink flink = EmbeddedFlink.start(folder, 0, 1)) {
            from = flink.submit("counting", counting());
            assertThat(from)
                    .hasValueSatisfying(path -> assertThat(path.toString()).contains("savepoint-"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> SEEN.size() > 500
                            && new SavedState(folder)
                                    .newest("counting")
                                    .filter(path -> path.toString().contains("chk-"))
                                    .isPresent());
            flink.cancel("counting");
        }
        long[] second = drain();
        assertThat(second[0]).isEqualTo(first.length);

        // After a crash, which cancelling is to a job: from the newest checkpoint, so without a gap.
        try (EmbeddedFlink flink = EmbeddedFlink.start(folder, 0, 1)) {
            from = flink.submit("counting", counting());
            assertThat(from)
                    .hasValueSatisfying(path -> assertThat(path.toString()).contains("chk-"));
            await().atMost(Duration.ofSeconds(30)).until(() -> !SEEN.isEmpty());
        }
        assertThat(drain()[0]).isGreaterThan(second[0]).isLessThanOrEqualTo(second[second.length - 1] + 1);
    }

    private static long[] drain() {
        long[] seen = List.copyOf(SEEN).stream().mapToLong(Long::longValue).toArray();
        SEEN.clear();
        return seen;
    }

    private static StreamGraph counting() {
        JobSettings settings = JobSettings.at("127.0.0.1:9092").withCheckpointIntervalMillis(200);
        StreamExecutionEnvironment env = JobEnvironment.embedded(settings);
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(1000), Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .map(new Remember())
                .uid("remember")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
        return env.getStreamGraph();
    }

    private static final class Remember implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long map(Long number) {
            SEEN.add(number);
            return number;
        }
    }
}
