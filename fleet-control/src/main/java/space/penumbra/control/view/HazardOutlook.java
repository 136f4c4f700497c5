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
 * @param atRisk nodes whose battery would fall below its floor, at the load of now, in an eclipse that has begun or begins in
 *     this hour
 * @param uncovered nodes whose battery would fall below its floor in an eclipse that has begun or begins within the last
 *     responsible minute, and from which no live command takes load: nobody is going to act in time
 */
record HazardOutlook(int umbraEntries, int saaEntries, Set<String> atRisk, Set<String> uncovered) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** The planner commits at the last responsible moment; before it, a node without a command is no omission. */
    private static final Duration LAST_RESPONSIBLE = Duration.ofSeconds(60);

    static HazardOutlook of(FleetView view) {
        Instant now = view.time();
        Set<String> covered = view.commands().stream()
                .filter(entry -> !entry.state().terminal())
                .map(entry -> entry.proposal().sourceNodeId())
                .collect(Collectors.toSet());
        int umbra = 0;
        int saa = 0;
        Set<String> atRisk = new TreeSet<>();
        Set<String> uncovered = new TreeSet<>();
        for (NodeSpec spec : view.specs()) {
            for (HazardWindow window : spec.retired() ? List.<HazardWindow>of() : view.hazards(spec.nodeId())) {
                boolean enters = window.start().isAfter(now) && !window.start().isAfter(now.plus(HOUR));
                if (enters && window.kind() == HazardKind.SAA) {
                    saa++;
                } else if (window.kind() == HazardKind.UMBRA && (enters || window.contains(now))) {
                    umbra += enters ? 1 : 0;
                    if (view.status(spec.nodeId())
                            .filter(status -> emptied(spec, status, window, now))
                            .isPresent()) {
                        atRisk.add(spec.nodeId());
                        if (!window.start().isAfter(now.plus(LAST_RESPONSIBLE))) {
                            uncovered.add(spec.nodeId());
                        }
                    }
                }
            }
        }
        uncovered.removeAll(covered);
        return new HazardOutlook(umbra, saa, atRisk, uncovered);
    }

    /** Whether the battery, charged until the window begins and drained by today's load in it, ends below its floor. */
    static boolean emptied(NodeSpec spec, NodeStatus status, HazardWindow window, Instant now) {
        if (!(spec.batteryWattHours() > 0)) {
            return false;
        }
        double surplus = Math.max(0, status.solarPowerWatts() - status.loadPowerWatts());
        Instant darkFrom = window.start().isAfter(now) ? window.start() : now;
        double gained = surplus * hours(now, darkFrom) / spec.batteryWattHours();
        double drained = status.loadPowerWatts() * hours(darkFrom, window.end()) / spec.batteryWattHours();
        double left = Math.min(1, status.batteryChargeRatio() + gained) - drained;
        return left < spec.batteryFloorRatio();
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 3_600_000.0;
    }
}
