package space.penumbra.e2e.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import space.penumbra.e2e.Checkout;

/** All dashboards. */
final class Dashboards {

    private Dashboards() {}

    static List<Dashboard> all() {
        return List.of(
                FleetDashboard.dashboard(),
                NodeDashboard.dashboard(),
                GpuDashboard.dashboard(),
                PowerDashboard.dashboard(),
                RadiationDashboard.dashboard(),
                HazardsDashboard.dashboard(),
                MigrationsDashboard.dashboard(),
                PlatformDashboard.dashboard());
    }

    static Path folder() {
        return Checkout.folder("dashboards");
    }

    static void write() throws IOException {
        for (Dashboard dashboard : all()) {
            Files.writeString(folder().resolve(dashboard.file()), DashboardJson.text(dashboard));
        }
    }
}
