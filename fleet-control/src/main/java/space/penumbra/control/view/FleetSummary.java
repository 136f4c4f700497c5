package space.penumbra.control.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.limits.LimitLevel;

/**
 * The fleet at one glance.
 *
 * @param time event time
 * @param nodes nodes in service
 * @param silent how many of them are silent
 * @param byLevel nodes by the worst level of their alarms
 * @param byIllumination nodes by what they see of the Sun
 * @param gpus GPUs of the nodes in service
 * @param workloads workloads that are not finished
 * @param workloadsRunning how many of them run freely
 * @param hold the HOLD
 * @param alarms the alarm desk
 * @param commands the ledger
 * @param nextHour what comes in the next hour of event time
 * @param savedGpuHours weighted GPU-hours that completed commands saved, by their plans
 * @param safeForNextOrbit the verdict, and what speaks against it
 * @param speed seconds of event time per second of wall clock
 * @param webhooks those who are told of alarms and commands
 */
public record FleetSummary(
        Instant time,
        int nodes,
        int silent,
        Map<LimitLevel, Integer> byLevel,
        Map<Illumination, Integer> byIllumination,
        int gpus,
        int workloads,
        int workloadsRunning,
        Hold hold,
        Alarms alarms,
        Commands commands,
        NextHour nextHour,
        double savedGpuHours,
        Safety safeForNextOrbit,
        double speed,
        Webhooks webhooks) {

    /** The HOLD: whether it is in force, by whom, why and since when (event time). */
    public record Hold(
            boolean on, String by, String reason, @Nullable Instant since) {}

    /**
     * Alarms whose condition holds, those that nobody acknowledged, those on the shelf, the first by level; of the
     * unacknowledged those that are back to normal; those out of service; and how many incidents the open ones make.
     */
    public record Alarms(
            int active,
            int unacknowledged,
            int shelved,
            Map<LimitLevel, Integer> byLevel,
            int returned,
            int outOfService,
            int incidents) {}

    /** Commands by state, ever issued, ever completed, and issued in the last hour of event time. */
    public record Commands(Map<String, Integer> byState, long issuedTotal, long completedTotal, long lastHour) {}

    /**
     * Entries into umbra and the South Atlantic Anomaly; nodes whose battery would fall below its floor in an eclipse, and
     * those of them that no live command covers.
     */
    public record NextHour(int umbraEntries, int saaEntries, int nodesAtRisk, int uncovered) {}

    /** Messages that nobody took, and endpoints that are left alone for a while because they failed too often. */
    public record Webhooks(int undelivered, int failing) {}

    /** Safe, or the sentences that say why not. */
    public record Safety(boolean safe, List<String> reasons) {}
}
