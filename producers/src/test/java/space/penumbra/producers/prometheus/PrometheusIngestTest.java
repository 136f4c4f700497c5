package space.penumbra.producers.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.RecordedTopics;
import space.penumbra.producers.live.FleetTime;
import space.penumbra.wire.Topics;

class PrometheusIngestTest {

    private static final String HOST = """
            node_cpu_seconds_total{cpu="0",mode="idle"} %s
            node_cpu_seconds_total{cpu="0",mode="user"} 50
            node_cpu_seconds_total{cpu="1",mode="idle"} %s
            node_memory_MemTotal_bytes 1.6e+10
            node_memory_MemAvailable_bytes 4e+09
            node_network_transmit_bytes_total{device="lo"} 999999
            node_network_transmit_bytes_total{device="eth0"} %s
            node_hwmon_temp_celsius{chip="pci0000:00_0000:00:18_3",sensor="temp1"} 31
            node_hwmon_temp_celsius{chip="platform_coretemp_0",sensor="temp1"} 55
            """;
    private static final String GPUS = """
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",modelName="NVIDIA H100"} 61
            DCGM_FI_DEV_GPU_TEMP{gpu="1",UUID="GPU-2",modelName="NVIDIA H100"} 67
            DCGM_FI_DEV_POWER_USAGE{gpu="0"} 650.5
            DCGM_FI_DEV_POWER_USAGE{gpu="1"} 140737488355328
            DCGM_FI_DEV_GPU_UTIL{gpu="0"} 96
            DCGM_FI_DEV_GPU_UTIL{gpu="1"} 50
            DCGM_FI_DEV_ECC_SBE_VOL_TOTAL{gpu="0"} 3
            DCGM_FI_DEV_ECC_SBE_VOL_TOTAL{gpu="1"} 9223372036854775794
            DCGM_FI_DEV_MEMORY_TEMP{gpu="0"} 2147483632
            """;

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final RecordedTopics topics = new RecordedTopics();
    private HttpServer server;
    private long wallMillis = Instant.parse("2026-11-22T20:00:00Z").toEpochMilli();
    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return InstantSource.fixed(Instant.ofEpochMilli(wallMillis)).instant();
        }
    };

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] bytes = (page == null ? "gone" : page).getBytes(UTF_8);
            exchange.sendResponseHeaders(page == null ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private PrometheusIngest ingest(double speed, String... targets) {
        return ingest(speed, null, targets);
    }

    private PrometheusIngest ingest(double speed, Path file, String... targets) {
        PrometheusSettings settings =
                new PrometheusSettings("localhost:1", PrometheusSettings.targets(List.of(targets)), file, 5, 5, null);
        FleetClock fleet = new FleetClock(clock.instant(), Instant.parse("2030-01-01T00:00:00Z"), speed);
        return new PrometheusIngest(
                settings, clock, MetricMapping.load(null), FleetTime.fixed(fleet), topics.publisher);
    }

    @Test
    void makesOneNodeOfAHostPageAndAGpuPage() {
        pages.put("/metrics", HOST.formatted("1000", "2000", "500"));
        pages.put("/gpus", GPUS);
        try (PrometheusIngest ingest = ingest(60, "host-1=" + url("/metrics"), "host-1=" + url("/gpus"))) {
            ingest.round();
            wallMillis += 10_000;
            // In 10 s of wall time the CPUs were idle for 5 and 9 s, and 20,000 bytes went out.
            pages.put("/metrics", HOST.formatted("1005", "2009", "20500"));
            ingest.round();

            List<TelemetryFrame> frames = topics.of(Topics.TELEMETRY_FRAMES);
            assertThat(frames).hasSize(2);
            TelemetryFrame first = frames.get(0);
            assertThat(first.get(Reading.CPU_UTILISATION)).isNaN();
            assertThat(first.get(Reading.MEMORY_USED)).isCloseTo(0.75f, within(1e-6f));
            TelemetryFrame second = frames.get(1);
            assertThat(second.get(Reading.CPU_UTILISATION)).isCloseTo(0.3f, within(1e-6f));
            assertThat(second.get(Reading.LINK_TRANSMIT)).isEqualTo(2000);
            assertThat(second.get(Reading.CPU_TEMPERATURE)).isEqualTo(55);
            assertThat(second.gpuTemperatureCelsius()).containsExactly(61, 67);
            assertThat(second.gpuPowerWatts()).containsExactly(650.5f, Float.NaN);
            assertThat(second.get(Reading.GPU_POWER)).isEqualTo(650.5f);
            assertThat(second.get(Reading.GPU_UTILISATION)).isCloseTo(0.73f, within(1e-6f));
            assertThat(second.gpuCorrectedErrors()).containsExactly(3, -1);
            assertThat(second.get(Counter.CORRECTED_ERRORS)).isEqualTo(3);
            assertThat(second.get(Counter.UNCORRECTED_ERRORS)).isEqualTo(-1);
            assertThat(second.get(Reading.GPU_MEMORY_TEMPERATURE_MAX)).isNaN();
            assertThat(second.get(Reading.BATTERY_CHARGE)).isNaN();
        }
    }

    @Test
    void stampsFramesWithTheFleetsEventTimeAndAnnouncesTheNode() {
        pages.put("/metrics", GPUS);
        try (PrometheusIngest ingest = ingest(60, "host-1=" + url("/metrics"))) {
            ingest.round();
            wallMillis += 1000;
            ingest.round();

            List<TelemetryFrame> frames = topics.of(Topics.TELEMETRY_FRAMES);
            assertThat(frames.get(1).time()).isEqualTo(Instant.parse("2030-01-01T00:01:00Z"));
            assertThat(frames.get(1).sequence()).isEqualTo(1);
            List<NodeSpec> specs = topics.of(Topics.FLEET_NODES);
            assertThat(specs).hasSize(1);
            assertThat(specs.get(0).source()).isEqualTo("prometheus");
            assertThat(specs.get(0).plane()).isEqualTo(-1);
            assertThat(DefaultRules.all())
                    .extracting(LimitRule::profile)
                    .contains(specs.get(0).limitsProfile());
            assertThat(specs.get(0).gpuCount()).isEqualTo(2);
            assertThat(specs.get(0).hardware()).isEqualTo("NVIDIA H100");
            // Five seconds of wall time at 60 times speed.
            assertThat(specs.get(0).reportIntervalSeconds()).isEqualTo(300);
        }
    }

    @Test
    void countsATargetThatIsDownAndReadsTheOthers() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        pages.put("/metrics", GPUS);
        try (PrometheusIngest ingest =
                ingest(1, "up=" + url("/metrics"), "broken=" + url("/none"), "down=http://127.0.0.1:" + closed)) {
            ingest.round();

            assertThat(topics.of(Topics.TELEMETRY_FRAMES)).hasSize(1);
            assertThat(ingest.statistics().framesPublished()).isEqualTo(1);
            assertThat(ingest.statistics().readsFailed()).isEqualTo(2);
            pages.put("/none", GPUS + "not a sample\n");
            ingest.round();
            assertThat(ingest.statistics().framesPublished()).isEqualTo(3);
            assertThat(ingest.statistics().linesMalformed()).isEqualTo(1);
        }
    }

    @Test
    void announcesATargetThatNeverAnswersSoThatItsSilenceIsSeen() {
        try (PrometheusIngest ingest = ingest(1, "broken=" + url("/none"))) {
            ingest.round();
            ingest.round();

            assertThat(topics.of(Topics.FLEET_NODES))
                    .extracting(NodeSpec::nodeId)
                    .containsExactly("broken");
        }
    }

    @Test
    void readsTheFileOfTargetsAgainWhenItChanges(@TempDir Path folder) throws IOException {
        pages.put("/metrics", GPUS);
        Path file = folder.resolve("targets");
        Files.writeString(file, "# the lab\na=" + url("/metrics") + "\n\nb=" + url("/metrics") + "\n");
        try (PrometheusIngest ingest = ingest(1, file, "given=" + url("/metrics"))) {
            ingest.round();
            wallMillis += 5_000;
            Files.writeString(file, "b=" + url("/metrics") + "\nc=" + url("/metrics") + "\n");
            ingest.round();

            assertThat(topics.of(Topics.TELEMETRY_FRAMES))
                    .extracting(TelemetryFrame::nodeId)
                    .containsExactlyInAnyOrder("given", "a", "b", "given", "b", "c");
            assertThat(topics.of(Topics.TELEMETRY_FRAMES))
                    .filteredOn(frame -> frame.nodeId().equals("b"))
                    .extracting(TelemetryFrame::sequence)
                    .containsExactly(0L, 1L);
            assertThat(topics.of(Topics.FLEET_NODES))
                    .filteredOn(NodeSpec::retired)
                    .extracting(NodeSpec::nodeId)
                    .containsExactly("a");
            assertThat(ingest.statistics().sources()).isEqualTo(3);
            assertThat(ingest.statistics().framesPublished()).isEqualTo(6);
        }
    }

    @Test
    void keepsItsTargetsWhenTheFileBecomesUnusableOrIsGone(@TempDir Path folder) throws IOException {
        pages.put("/metrics", GPUS);
        Path file = folder.resolve("targets");
        Files.writeString(file, "a=" + url("/metrics"));
        try (PrometheusIngest ingest = ingest(1, file)) {
            ingest.round();
            wallMillis += 5_000;
            Files.writeString(file, "b=ftp://nowhere");
            ingest.round();
            wallMillis += 5_000;
            Files.delete(file);
            ingest.round();
            wallMillis += 5_000;
            Files.writeString(file, "a=" + url("/metrics") + "\nb=" + url("/metrics"));
            ingest.round();

            assertThat(topics.of(Topics.TELEMETRY_FRAMES))
                    .extracting(TelemetryFrame::nodeId)
                    .startsWith("a", "a", "a")
                    .hasSize(5);
            assertThat(topics.of(Topics.FLEET_NODES)).noneMatch(NodeSpec::retired);
        }
    }

    @Test
    void tellsAllMistakesOfTheFileOfTargetsAtOnce(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("targets");
        Files.writeString(file, "a=ftp://x\nok=" + url("/metrics") + "\njust words\n");

        assertThatThrownBy(() -> new TargetsFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("ftp://x")
                .hasMessageContaining("line 3")
                .hasMessageContaining("just words");
    }

    @Test
    void givesNoRateWhenACounterWentBack() {
        pages.put("/metrics", HOST.formatted("1000", "2000", "500"));
        try (PrometheusIngest ingest = ingest(1, "host-1=" + url("/metrics"))) {
            ingest.round();
            wallMillis += 10_000;
            pages.put("/metrics", HOST.formatted("1", "1", "1"));
            ingest.round();
            assertThat(topics.of(Topics.TELEMETRY_FRAMES).get(1).get(Reading.CPU_UTILISATION))
                    .isNaN();
        }
    }

    @Test
    void takesAnotherMapping(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("mapping.json"),
                "{\"fields\":[{\"field\":\"solarPowerWatts\",\"metric\":\"pv_watts\",\"aggregate\":\"sum\"}]}");
        MetricMapping mapping = MetricMapping.load(file);
        TelemetryFrame frame = new TelemetryFrame();
        new PageReader(mapping).fill(ExpositionText.read("pv_watts{s=\"1\"} 2\npv_watts{s=\"2\"} 3\n"), 0, frame);
        assertThat(frame.get(Reading.SOLAR_POWER)).isEqualTo(5);
    }

    @Test
    void refusesAMappingOrATargetThatCannotWork() {
        assertThatThrownBy(() -> MetricMapping.parse("m", "{\"fields\":[{\"field\":\"solar\",\"metric\":\"x\"}]}"))
                .hasMessageContaining("'solar'");
        assertThatThrownBy(() -> MetricMapping.parse("m", "{"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no JSON");
        assertThatThrownBy(() -> PrometheusSettings.targets(List.of("http://host:9100")))
                .hasMessageContaining("NAME=URL");
        assertThatThrownBy(() -> PrometheusSettings.targets(List.of("a=host:9100")))
                .hasMessageContaining("http://");
        assertThat(PrometheusSettings.targets(List.of("a=http://h:9100"))
                        .get("a")
                        .get(0))
                .hasToString("http://h:9100/metrics");
    }
}
