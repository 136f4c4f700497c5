package space.penumbra.domain.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;

/** Brings back what the planner paused or capped once its node is in light again, well, and can feed it. Others' pauses are theirs. */
final class ResumeRule {

    /** Less time in light than this is not worth a restart. */
    static final double LEAST_LIGHT_SECONDS = 600;

    private static final Set<HazardKind> SUSPENDING = EnumSet.of(HazardKind.PENUMBRA, HazardKind.MAINTENANCE);

    private final RegionView region;
    private final PlannerSettings settings;

    ResumeRule(RegionView region, PlannerSettings settings) {
        this.region = region;
        this.settings = settings;
    }

    /** The command that suspended a workload and may now be ended, if there is one. */
    Optional<Proposal> mayEnd(NodeOutlook node, Workload workload) {
        if (!CommandBook.suspended(workload) || !region.open(workload)) {
            return Optional.empty();
        }
        return region.book()
                .suspension(workload.workloadId())
                .filter(command -> command.sourceNodeId().equals(node.id()))
                .filter(command ->
                        region.book().mayPropose(workload, command.hazardId(), ActionKind.RESUME, region.now()))
                .filter(command -> fit(node) && fed(node, workload) && lightSeconds(node) >= LEAST_LIGHT_SECONDS);
    }

    /** Seconds from now to the next hazard that takes energy, or to the horizon; 0 inside of one. */
    double lightSeconds(NodeOutlook node) {
        Instant now = region.now();
        Instant next = node.horizon;
        for (HazardWindow window : node.windows) {
            boolean ahead = window.end().plusMillis(sigmaMillis(window)).isAfter(now);
            if (SUSPENDING.contains(window.kind()) && ahead && window.start().isBefore(next)) {
                next = window.start();
            }
        }
        return Math.max(0, Duration.between(now, next).toMillis() / 1000.0);
    }

    private boolean fit(NodeOutlook node) {
        double age = Duration.between(node.status.time(), region.now()).toMillis() / 1000.0;
        return !node.status.silent()
                && age <= settings.statusMaxAgeSeconds()
                && !node.status.level().worseThan(LimitLevel.DISTRESS)
                && !node.dark();
    }

    /** Whether the array carries the node with this workload at full power, or the battery is well filled. */
    private static boolean fed(NodeOutlook node, Workload workload) {
        double more = node.extraWatts(workload) - node.presentWatts(workload);
        boolean surplus = node.sunlitWatts() - node.loadWatts() >= more;
        double spare = node.status.batteryChargeRatio() - node.spec.batteryFloorRatio();
        return surplus && spare >= Assumptions.CHARGE_GUARD_RATIO || spare >= 0.5;
    }

    private static long sigmaMillis(HazardWindow window) {
        return Math.round(window.endSigmaSeconds() * 1000);
    }
}
