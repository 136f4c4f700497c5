package space.penumbra.domain.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.wear.WearAdvice;

/**
 * One node while a plan is made: what it is, how it is, what awaits it, and what is left of it after the plan's promises. Mutable, used
 * by one plan.
 */
final class NodeOutlook {

    /** Windows in which a node may take nobody in. A pass through the SAA is a cost, not a ban. */
    private static final Set<HazardKind> BARRING = EnumSet.of(
            HazardKind.UMBRA,
            HazardKind.PENUMBRA,
            HazardKind.SOLAR_PROTON,
            HazardKind.THERMAL,
            HazardKind.POWER,
            HazardKind.NO_CONTACT,
            HazardKind.MAINTENANCE);

    /** The same where the battery carries guests too. */
    private static final Set<HazardKind> BARRING_THE_CHARGED =
            EnumSet.of(HazardKind.SOLAR_PROTON, HazardKind.THERMAL, HazardKind.NO_CONTACT, HazardKind.MAINTENANCE);

    /** So far ahead the next shadow is looked for: two revolutions have one, or there is none. */
    private static final double SHADOW_SECONDS = 10_000;

    /** Charge above the floor that a node must have before it takes others in. */
    private static final double SPARE_CHARGE_RATIO = 0.1;

    private static final Set<HazardKind> SHADOW = EnumSet.of(HazardKind.UMBRA, HazardKind.PENUMBRA);

    /** From the end of a shadow until a status tells of it. */
    private static final double SEEN_LIT_SECONDS = 45;

    /** What a derated node offers of the watts that are free: it is derated for a loss of a tenth to a fifth of what was built. */
    private static final double DERATED_RATIO = 0.8;

    /** A node that is ready for guests only later is no target yet. */
    private static final double MOST_READY_SECONDS = 1800;

    final NodeSpec spec;
    final NodeStatus status;
    final List<HazardWindow> windows;
    /** Up to where its windows are known. */
    final Instant horizon;

    final List<Workload> workloads = new ArrayList<>();
    final LinkBudget link;
    final double[] direction = new double[3];
    final boolean placed;

    private final Map<String, Integer> groups = new HashMap<>();
    private int heldGpus;
    private boolean unsettled;
    private WearAdvice wear = WearAdvice.KEEP;
    private double arrivingWatts;
    private int arrivals;
    /** Its next shadow, null until it was looked for. */
    private Optional<Threat> shadow;

    private int departures;

    /** What its battery is expected to hold from full to empty (Wh). */
    final double usableWattHours;
    /** Standard deviation of that, as a share of it. */
    final double batterySigmaRatio;

    NodeOutlook(
            NodeSpec spec, NodeStatus status, List<HazardWindow> windows, Instant horizon, BatteryEstimate battery) {
        this.usableWattHours = Math.max(1e-9, spec.batteryWattHours() * battery.capacityRatio(spec));
        this.batterySigmaRatio = battery.sigmaRatio();
        this.spec = spec;
        this.status = status;
        this.windows = windows;
        this.horizon = horizon;
        double rate = spec.linkGigabitsPerSecond() / 8 * Assumptions.LINK_SHARE_RATIO;
        this.link = new LinkBudget(Math.min(Assumptions.HOST_GIGABYTES_PER_SECOND, rate));
        double latitude = Math.toRadians(status.latitudeDegrees());
        double longitude = Math.toRadians(status.longitudeDegrees());
        direction[0] = Math.cos(latitude) * Math.cos(longitude);
        direction[1] = Math.cos(latitude) * Math.sin(longitude);
        direction[2] = Math.sin(latitude);
        placed = !Double.isNaN(direction[0]) && !Double.isNaN(direction[2]);
    }

    String id() {
        return spec.nodeId();
    }

    /** Puts a workload on the node, as the fleet says it is. */
    void host(Workload workload) {
        workloads.add(workload);
        hold(workload);
    }

    private void hold(Workload workload) {
        heldGpus += workload.gpus();
        if (!workload.antiAffinityGroup().isEmpty()) {
            groups.merge(workload.antiAffinityGroup(), 1, Integer::sum);
        }
    }

    /** Keeps room for a workload that is to come. */
    void reserve(Workload workload, double gigabytes, double dueSeconds) {
        hold(workload);
        arrivingWatts += extraWatts(workload);
        arrivals++;
        link.promise(gigabytes, dueSeconds);
    }

    /** Takes the newest reservation back. */
    void release(Workload workload) {
        heldGpus -= workload.gpus();
        if (!workload.antiAffinityGroup().isEmpty()) {
            groups.merge(workload.antiAffinityGroup(), -1, Integer::sum);
        }
        arrivingWatts -= extraWatts(workload);
        arrivals--;
        link.undo();
    }

    void departs(double gigabytes, double dueSeconds) {
        departures++;
        link.promise(gigabytes, dueSeconds);
    }

    void stays() {
        departures--;
        link.undo();
    }

    int arrivals() {
        return arrivals;
    }

    int departures() {
        return departures;
    }

    int freeGpus() {
        return spec.gpuCount() - heldGpus;
    }

    boolean hosts(String antiAffinityGroup) {
        return !antiAffinityGroup.isEmpty() && groups.getOrDefault(antiAffinityGroup, 0) > 0;
    }

    /** What a workload draws beyond its GPUs at rest, when it runs freely. */
    double extraWatts(Workload workload) {
        return extraWatts(workload, 1);
    }

    double extraWatts(Workload workload, double powerRatio) {
        // What nobody measured is taken at its worst.
        double watts =
                Double.isNaN(workload.powerWatts()) ? spec.gpuMaxWatts() * workload.gpus() : workload.powerWatts();
        return Math.max(0, watts * powerRatio - spec.gpuIdleWatts() * workload.gpus());
    }

    /** What it draws beyond its GPUs at rest, now. */
    double presentWatts(Workload workload) {
        if (workload.state() == WorkloadState.RUNNING || workload.state() == WorkloadState.MOVING) {
            return extraWatts(workload);
        }
        return workload.state() == WorkloadState.CAPPED ? extraWatts(workload, Assumptions.CAP_POWER_RATIO) : 0;
    }

    /** Work has just come, gone or changed here: the newest status may still show the load of before. */
    void unsettle() {
        unsettled = true;
    }

    /** Load of the node with every GPU at rest, including what telemetry shows and no workload explains. */
    double baseWatts() {
        double rest = spec.busWatts() + spec.gpuIdleWatts() * spec.gpuCount();
        if (unsettled) {
            return rest;
        }
        double explained = rest + presentWatts();
        double unexplained = status.loadPowerWatts() - explained;
        return rest + (unexplained > 0 ? unexplained : 0);
    }

    double loadWatts() {
        return baseWatts() + presentWatts();
    }

    private double presentWatts() {
        double watts = 0;
        for (Workload workload : workloads) {
            watts += presentWatts(workload);
        }
        return watts;
    }

    boolean dark() {
        return status.illumination() == Illumination.UMBRA || status.illumination() == Illumination.PENUMBRA;
    }

    /** Output of the array in the light: measured where that says something, else a share of the built output. */
    double sunlitWatts() {
        double measured = status.solarPowerWatts();
        if (dark() || Double.isNaN(measured)) {
            return spec.solarPeakWatts() * Assumptions.SUNLIT_OUTPUT_RATIO;
        }
        boolean throttled = status.batteryChargeRatio() >= Assumptions.FULL_CHARGE_RATIO;
        return throttled ? Math.max(measured, spec.solarPeakWatts() * Assumptions.SUNLIT_OUTPUT_RATIO) : measured;
    }

    /** Power and cooling that a further workload may take for a stay, recharging the battery included. */
    double headroomWatts(double stayHours) {
        double charge = dark() ? spec.batteryFloorRatio() : status.batteryChargeRatio();
        double missing = (1 - charge) * spec.batteryWattHours() / Assumptions.BATTERY_EFFICIENCY;
        double recharge = missing / Math.max(0.25, Math.min(1, stayHours));
        double load = loadWatts() + arrivingWatts;
        double power = sunlitWatts() - recharge - load;
        return Math.min(offered(power), coolingHeadroomWatts());
    }

    /** What the radiator still sheds; infinite if nobody said what it can. */
    double coolingHeadroomWatts() {
        double headroom = spec.coolingWatts() - loadWatts() - arrivingWatts;
        return Double.isNaN(headroom) ? Double.POSITIVE_INFINITY : offered(headroom);
    }

    /** What is offered of so many free watts: less where wear says to plan with less than was built. */
    private double offered(double freeWatts) {
        boolean derated = wear.compareTo(WearAdvice.DERATE) >= 0;
        return derated && freeWatts > 0 ? DERATED_RATIO * freeWatts : freeWatts;
    }

    /** Takes what follows from its wear. */
    void advise(WearAdvice advice) {
        wear = advice;
    }

    /** Whether its hardware will last for such a guest: long training goes where it need not be moved again. */
    boolean lastsFor(Workload guest) {
        return wear.compareTo(WearAdvice.AVOID_LONG_JOBS) < 0 || guest.kind() != WorkloadKind.TRAINING;
    }

    /**
     * Seconds until it can take guests as far as light and charge go: 0 in the light; in a shadow whose end is known, when it is in the light again and
     * charged; else infinite.
     */
    double readySeconds(Instant now) {
        double least = spec.batteryFloorRatio() + SPARE_CHARGE_RATIO;
        if (!dark()) {
            return status.batteryChargeRatio() >= least ? 0 : Double.POSITIVE_INFINITY;
        }
        double exit = exitSeconds(now);
        double surplus = sunlitWatts() - loadWatts();
        double chargeThen = chargeRatioAt(exit);
        if (exit == Double.POSITIVE_INFINITY || surplus <= 0 || !(chargeThen > spec.batteryFloorRatio())) {
            return Double.POSITIVE_INFINITY;
        }
        double missing = Math.max(0, least - chargeThen) * usableWattHours / Assumptions.BATTERY_EFFICIENCY;
        return exit + SEEN_LIT_SECONDS + missing / surplus * 3600;
    }

    /** Seconds to the end of the shadow that it is in; infinite if none is known to be open. */
    private double exitSeconds(Instant now) {
        double exit = Double.NEGATIVE_INFINITY;
        for (HazardWindow window : windows) {
            boolean open = SHADOW.contains(window.kind())
                    && !window.start().isAfter(now)
                    && window.end().isAfter(now);
            if (open) {
                exit = Math.max(
                        exit, Duration.between(now, window.end()).toMillis() / 1000.0 + 3 * window.endSigmaSeconds());
            }
        }
        return exit > 0 ? exit : Double.POSITIVE_INFINITY;
    }

    /** State of charge after so many more seconds in the dark under the present load. */
    private double chargeRatioAt(double darkSeconds) {
        double drawn = loadWatts() * darkSeconds / 3600 / Assumptions.BATTERY_EFFICIENCY;
        return status.batteryChargeRatio() - drawn / usableWattHours;
    }

    /** Whether it may be a target of anything: in sight, well, in light or soon again, charged. */
    boolean fitForGuests(Instant now, PlannerSettings settings) {
        double age = Duration.between(status.time(), now).toMillis() / 1000.0;
        return !spec.retired()
                && wear != WearAdvice.RETIRE
                && spec.inOrbit()
                && !status.silent()
                && age <= settings.statusMaxAgeSeconds()
                && !status.level().worseThan(LimitLevel.WATCH)
                && readySeconds(now) <= MOST_READY_SECONDS;
    }

    /** Whether its battery carries all its work, what is to come and a further guest through its next shadow. */
    boolean carries(Workload guest, Instant now) {
        return !dark() && spareWattHours(extraWatts(guest), now) >= 0;
    }

    /** Whether there is energy to spare for guests in its next shadow. */
    boolean mayCarry(Instant now) {
        return !dark() && spareWattHours(0, now) > 0;
    }

    /** Energy left above what must stay, at the end of the next shadow, if so much more is drawn from now on; infinite without a shadow in sight. */
    private double spareWattHours(double guestWatts, Instant now) {
        if (shadow == null) {
            shadow = Threat.first(this, now, SHADOW_SECONDS);
        }
        if (shadow.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double watts = arrivingWatts + guestWatts;
        double lightHours = shadow.get().onsetSeconds() / 3600;
        double surplus = sunlitWatts() - loadWatts();
        double full = usableWattHours;
        double charged = status.batteryChargeRatio() * full;
        double atOnset = Math.min(full, charged + surplus * lightHours);
        double atOnsetWithGuest = Math.min(full, charged + (surplus - watts) * lightHours);
        for (Workload workload : workloads) {
            watts += extraWatts(workload);
        }
        double drawn = watts * shadow.get().drawnHours() / Assumptions.BATTERY_EFFICIENCY;
        return shadow.get().budgetWattHours() - Math.max(0, atOnset - atOnsetWithGuest) - drawn;
    }

    /** The same as {@link #secondsFree}, but for a node whose battery carries its work and its guests through its own shadows. */
    double secondsCarried(Instant now) {
        return secondsTo(now, BARRING_THE_CHARGED);
    }

    /**
     * Seconds from now to the first window that bars guests, or to the horizon of what is known; 0 if one is open. A shadow that is over before guests
     * would come does not count.
     */
    double secondsFree(Instant now) {
        return secondsTo(now, BARRING);
    }

    private double secondsTo(Instant now, Set<HazardKind> barring) {
        Instant free = horizon;
        double ready = dark() ? exitSeconds(now) : 0;
        Instant from = ready < SHADOW_SECONDS ? now.plusMillis(Math.round(ready * 1000)) : now;
        for (HazardWindow window : windows) {
            if (barring.contains(window.kind())
                    && window.end().isAfter(SHADOW.contains(window.kind()) ? from : now)
                    && window.start().isBefore(free)) {
                free = window.start();
            }
        }
        return Math.max(0, Duration.between(now, free).toMillis() / 1000.0);
    }
}
