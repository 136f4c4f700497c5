package space.penumbra.domain.planning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.wear.WearAdvice;

/**
 * All that a planner may know of a region: facts that came through the fleet's topics, and what it decided itself.
 *
 * @param time event time of the plan
 * @param epoch number of the plan, greater than that of every plan before
 * @param nodes what the nodes are
 * @param statuses how they are, by node id
 * @param hazards what awaits them, by node id
 * @param workloads what runs where, and what finished within the last minutes
 * @param commands the ledger: commands that are alive, and those that ended not long ago
 * @param pending proposals that the ledger has not shown yet
 * @param previous choices of the plan before, by workload id
 * @param batteries what the batteries were seen to hold, by node id; empty for nodes of which nothing is known
 * @param wear what follows from the wear of nodes, by node id; empty for nodes of which nothing is known
 */
public record RegionSnapshot(
        Instant time,
        long epoch,
        List<NodeSpec> nodes,
        Map<String, NodeStatus> statuses,
        Map<String, HazardSchedule> hazards,
        List<Workload> workloads,
        List<CommandEntry> commands,
        List<Proposal> pending,
        Map<String, Choice> previous,
        Map<String, BatteryEstimate> batteries,
        Map<String, WearAdvice> wear) {

    /** A region of whose wear nothing is known. */
    public RegionSnapshot(
            Instant time,
            long epoch,
            List<NodeSpec> nodes,
            Map<String, NodeStatus> statuses,
            Map<String, HazardSchedule> hazards,
            List<Workload> workloads,
            List<CommandEntry> commands,
            List<Proposal> pending,
            Map<String, Choice> previous,
            Map<String, BatteryEstimate> batteries) {
        this(time, epoch, nodes, statuses, hazards, workloads, commands, pending, previous, batteries, Map.of());
    }

    /** A region of whose batteries nothing is known beyond what was built. */
    public RegionSnapshot(
            Instant time,
            long epoch,
            List<NodeSpec> nodes,
            Map<String, NodeStatus> statuses,
            Map<String, HazardSchedule> hazards,
            List<Workload> workloads,
            List<CommandEntry> commands,
            List<Proposal> pending,
            Map<String, Choice> previous) {
        this(time, epoch, nodes, statuses, hazards, workloads, commands, pending, previous, Map.of());
    }
}
