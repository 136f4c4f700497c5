package space.penumbra.control.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;

/**
 * What the next hour brings.
 *
 * @param umbraEntries number of entries into umbra
 * @param saaEntries number of entries into the South Atlantic Anomaly
 * @param atRisk nodes whose battery would fall below its floor in an eclipse that begins in this hour
 * @param uncovered those of them from which no live command takes load
 */
record HazardOutlook(int umbraEntries, int saaEntries, Set<String> atRisk, Set<String> uncovered) {

    private static final Duration HOUR = Duration.ofHours(1);

    static HazardOutlook of(FleetView view) {
        Instant now = view.time();
        Set<String> covered = view.commands().stream()
                .filter(entry -> !entry.state().terminal())
                .map(entry -> entry.proposal().sourceNodeId())
                .collect(Collectors.toSet());
        int umbra = 0;
        int saa = 0;
        Set<String> atRisk = new TreeSet<>();
        for (NodeSpec spec : view.specs()) {
            for (HazardWindow window : spec.retired() ? List.<HazardWindow>of() : view.hazards(spec.nodeId())) {
                boolean enters = window.start().isAfter(now) && !window.start().isAfter(now.plus(HOUR));
                if (enters && window.kind() == HazardKind.SAA) {
                    saa++;
                } else if (enters && window.kind() == HazardKind.UMBRA) {
                    umbra++;
                    if (view.status(spec.nodeId())
                            .filter(status -> emptied(spec, status, window, now))
                            .isPresent()) {
                        atRisk.add(spec.nodeId());
                    }
                }
            }
        }
        Set<String> uncovered = new TreeSet<>(atRisk);
        uncovered.removeAll(covered);
        return new HazardOutlook(umbra, saa, atRisk, uncovered);
    }

    /** Whether the battery, charged until the window begins and drained by today's load in it, ends below its floor. */
    static boolean emptied(NodeSpec spec, NodeStatus status, HazardWindow window, Instant now) {
        if (!(spec.batteryWattHours() > 0)) {
            return false;
        }
        double surplus = Math.max(0, status.solarPowerWatts() - status.loadPowerWatts());
        double gained = surplus * hours(now, window.start()) / spec.batteryWattHours();
        double drained = status.loadPowerWatts() * hours(window.start(), window.end()) / spec.batteryWattHours();
        double left = Math.min(1, status.batteryChargeRatio() + gained) - drained;
        return left < spec.batteryFloorRatio();
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 3_600_000.0;
    }
}
