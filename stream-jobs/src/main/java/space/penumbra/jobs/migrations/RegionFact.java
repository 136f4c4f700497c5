package space.penumbra.jobs.migrations;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.wear.NodeWear;

/**
 * One fact of a region, of whatever kind: exactly one component is there.
 *
 * @param node what a node is
 * @param status how a node is
 * @param hazards what awaits a node
 * @param workload a workload and its placement
 * @param command an entry of the ledger
 * @param wear what is left of a node's hardware
 * @param clock how event time follows the wall clock
 */
public record RegionFact(
        @Nullable NodeSpec node,
        @Nullable NodeStatus status,
        @Nullable HazardSchedule hazards,
        @Nullable Workload workload,
        @Nullable CommandEntry command,
        @Nullable NodeWear wear,
        @Nullable FleetClock clock) {

    static RegionFact of(NodeSpec node) {
        return new RegionFact(node, null, null, null, null, null, null);
    }

    static RegionFact of(NodeStatus status) {
        return new RegionFact(null, status, null, null, null, null, null);
    }

    static RegionFact of(HazardSchedule hazards) {
        return new RegionFact(null, null, hazards, null, null, null, null);
    }

    static RegionFact of(Workload workload) {
        return new RegionFact(null, null, null, workload, null, null, null);
    }

    static RegionFact of(CommandEntry command) {
        return new RegionFact(null, null, null, null, command, null, null);
    }

    static RegionFact of(NodeWear wear) {
        return new RegionFact(null, null, null, null, null, wear, null);
    }

    static RegionFact of(FleetClock clock) {
        return new RegionFact(null, null, null, null, null, null, clock);
    }
}
