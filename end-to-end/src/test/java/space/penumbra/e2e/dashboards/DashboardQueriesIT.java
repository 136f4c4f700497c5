package space.penumbra.e2e.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every query of every panel, variable and annotation, and every alert about the platform, against a real InfluxDB that the
 * history job filled and a real Prometheus that watched the platform do it.
 */
class DashboardQueriesIT {

    private static final String DATABASE = "penumbra";

    private static InfluxServer server;
    private static WatchedPlatform platform;
    private static DashboardProbe probe;

    @BeforeAll
    static void startAndFill(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> influx = InfluxServer.program();
        Optional<Path> prometheus = PrometheusServer.program();
        if (influx.isEmpty() || prometheus.isEmpty()) {
            String hint =
                    "influxd or prometheus is missing: apt-get install influxdb prometheus (./penumbra test does it)";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(hint);
            }
            abort(hint);
        }
        server = InfluxServer.start(influx.get(), folder);
        server.create(DATABASE);
        platform = new WatchedPlatform(server, DATABASE, folder, prometheus.get());
        platform.run();
        probe = platform.probe();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
        if (server != null) {
            server.close();
        }
    }

    static List<Dashboard> dashboards() {
        return Dashboards.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelAndVariableAnswersRows(Dashboard dashboard) throws IOException {
        assertThat(probe.complaints(Dashboards.folder().resolve(dashboard.file())))
                .isEmpty();
    }

    static List<Alerts.Alert> alerts() {
        // The brokers' own metrics come from the operator that runs them in a cluster.
        return Alerts.all().stream()
                .filter(alert -> !alert.expression().contains("kafka_server_"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertLooksAtSomethingThatIsMeasured(Alerts.Alert alert) {
        String observed = alert.expression().startsWith("absent(")
                ? alert.observed().replaceFirst("absent\\((.*)\\)", "$1")
                : alert.observed().replaceAll("\\[\\d+m]", "[30s]");
        assertThat(probe.complaintOfMetrics(observed, alert.name() + ": ")).isEmpty();
    }
}
