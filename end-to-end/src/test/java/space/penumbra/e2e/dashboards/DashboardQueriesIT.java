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

/** Every query of every panel, variable and annotation, against a real InfluxDB that the history job filled. */
class DashboardQueriesIT {

    private static final String DATABASE = "penumbra";

    private static InfluxServer server;

    @BeforeAll
    static void startAndFill(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> program = InfluxServer.program();
        if (program.isEmpty()) {
            String hint = "influxd is missing: apt-get install influxdb (./penumbra test does it)";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(hint);
            }
            abort(hint);
        }
        server = InfluxServer.start(program.get(), folder);
        server.create(DATABASE);
        PipelineHistory.fill(server, DATABASE, folder);
    }

    @AfterAll
    static void stop() {
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
        DashboardProbe probe = new DashboardProbe(server, DATABASE, PipelineHistory.begin(), PipelineHistory.end());
        assertThat(probe.complaints(Dashboards.folder().resolve(dashboard.file())))
                .isEmpty();
    }
}
