package space.penumbra.domain.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;

/**
 * A hazard that limits the energy of a node: what it may spend until the hazard is over.
 *
 * @param node the node
 * @param window the hazard
 * @param onsetSeconds from now to its begin; 0 if it has begun
 * @param hours from its begin, or from now, to its end, three sigma later
 * @param drawnHours of these, the time for which the battery alone would have to feed the node
 * @param budgetWattHours what workloads may draw beyond resting GPUs in that time; below 0 if even rest is too much
 * @param chargeAtOnsetRatio expected state of charge when it begins
 * @param deadlineSeconds from now to when a move must be complete
 */
record Threat(
        NodeOutlook node,
        HazardWindow window,
        double onsetSeconds,
        double hours,
        double drawnHours,
        double budgetWattHours,
        double chargeAtOnsetRatio,
        double deadlineSeconds) {

    private static final double LEAST_GUARD_SECONDS = 30;

    /** Windows that limit a node's energy; the umbra lies inside the penumbra. */
    private static final Set<HazardKind> ENERGY = EnumSet.of(HazardKind.PENUMBRA, HazardKind.MAINTENANCE);

    /** The first such hazard of a node that is not over and begins within the look-ahead. */
    static Optional<Threat> first(NodeOutlook node, Instant now, double lookaheadSeconds) {
        HazardWindow first = null;
        for (HazardWindow window : node.windows) {
            boolean near = window.end().isAfter(now) && seconds(now, window.start()) <= lookaheadSeconds;
            if (near
                    && ENERGY.contains(window.kind())
                    && (first == null || window.start().isBefore(first.start()))) {
                first = window;
            }
        }
        return Optional.ofNullable(first).map(window -> of(node, window, now));
    }

    static Threat of(NodeOutlook node, HazardWindow window, Instant now) {
        double onset = Math.max(0, seconds(now, window.start()));
        double sigma = Math.hypot(known(window.startSigmaSeconds()), known(window.endSigmaSeconds()));
        double hours = (seconds(now, window.end()) - onset + 3 * sigma) / 3600;
        boolean begun = onset == 0;
        double atOnset = wattHoursAt(node, onset / 3600);
        double guard = begun ? Assumptions.RESCUE_GUARD_RATIO : chargeGuardRatio(node, atOnset);
        double drawnHours = window.kind() == HazardKind.PENUMBRA
                ? Math.max(0, hours - halfLitSeconds(node, window, now) * fedRatio(node) / 3600)
                : hours;
        double floor = (node.spec.batteryFloorRatio() + guard) * node.usableWattHours;
        double rest = node.baseWatts() * drawnHours / Assumptions.BATTERY_EFFICIENCY;
        boolean nothing = window.kind() == HazardKind.MAINTENANCE;
        double budget = nothing ? 0 : atOnset - floor - rest;
        double deadline = begun
                ? secondsToFloor(node, atOnset - floor)
                : onset - Math.max(LEAST_GUARD_SECONDS, 3 * known(window.startSigmaSeconds()));
        return new Threat(node, window, onset, hours, drawnHours, budget, atOnset / node.usableWattHours, deadline);
    }

    /** Share of the half light in which the array alone feeds the node: its output rises and falls evenly, and may be more than is needed. */
    private static double fedRatio(NodeOutlook node) {
        double output = node.spec.solarPeakWatts() * Assumptions.SUNLIT_OUTPUT_RATIO;
        double needed = Math.max(1, node.loadWatts());
        return output >= needed ? 1 - needed / output / 2 : output / needed / 2;
    }

    /** Time still to come in which part of the Sun is seen: before and after the umbra. */
    private static double halfLitSeconds(NodeOutlook node, HazardWindow passage, Instant now) {
        for (HazardWindow umbra : node.windows) {
            boolean inside = umbra.kind() == HazardKind.UMBRA
                    && !umbra.start().isBefore(passage.start())
                    && !umbra.end().isAfter(passage.end());
            if (inside) {
                Instant from = later(now, passage.start());
                double before = seconds(from, umbra.start());
                double after = seconds(later(from, umbra.end()), passage.end());
                return Math.max(0, before) + Math.max(0, after);
            }
        }
        // Nobody said how dark it gets: it is taken at its worst.
        return 0;
    }

    /** An uncertainty that nobody told, or that cannot be, is none. */
    private static double known(double sigmaSeconds) {
        return sigmaSeconds >= 0 && sigmaSeconds < Double.POSITIVE_INFINITY ? sigmaSeconds : 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** From now to when a move of this workload must be complete (s): one that stands still has as long as the hazard. */
    double deadlineSeconds(Workload workload) {
        return begun() && workload.state() == WorkloadState.PAUSED ? hours * 3600 : deadlineSeconds;
    }

    boolean begun() {
        return onsetSeconds == 0;
    }

    /** Energy that a workload takes from the battery if it goes on at this share of its power. */
    double wattHours(Workload workload, double powerRatio) {
        return node.extraWatts(workload, powerRatio) * drawnHours / Assumptions.BATTERY_EFFICIENCY;
    }

    /** State of charge at the end if workloads draw this much of it. */
    double chargeAtEndRatio(double wattHours) {
        double rest = node.baseWatts() * drawnHours / Assumptions.BATTERY_EFFICIENCY;
        return Math.max(0, chargeAtOnsetRatio - (rest + wattHours) / node.usableWattHours);
    }

    /** Charge kept above the floor: where nodes begin to guard themselves, and what the battery's own uncertainty asks for. */
    private static double chargeGuardRatio(NodeOutlook node, double atOnsetWattHours) {
        double depth = Math.max(0, atOnsetWattHours / node.usableWattHours - node.spec.batteryFloorRatio());
        return Assumptions.NODE_GUARD_RATIO + Assumptions.GUARD_SIGMAS * depth * node.batterySigmaRatio;
    }

    /** Energy in the battery some hours from now, in the light, under the present load. */
    private static double wattHoursAt(NodeOutlook node, double hours) {
        double net = node.sunlitWatts() - node.loadWatts();
        double flow = net > 0 ? net * Assumptions.BATTERY_EFFICIENCY : net / Assumptions.BATTERY_EFFICIENCY;
        double energy = node.status.batteryChargeRatio() * node.usableWattHours + flow * hours;
        return Math.max(0, Math.min(node.usableWattHours, energy));
    }

    private static double secondsToFloor(NodeOutlook node, double wattHoursAboveFloor) {
        double watts = Math.max(1, node.loadWatts() / Assumptions.BATTERY_EFFICIENCY);
        return Math.max(0, wattHoursAboveFloor / watts * 3600);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
