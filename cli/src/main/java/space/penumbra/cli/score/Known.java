package space.penumbra.cli.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.FleetFacts;
import space.penumbra.domain.planning.CommandBook;

/** The newest fact of each kind that the topics have shown: all that a policy and the gate may know. Not thread-safe. */
final class Known implements FleetFacts {

    final Map<String, NodeSpec> specs = new LinkedHashMap<>();
    final Map<String, NodeStatus> statuses = new HashMap<>();
    final Map<String, HazardSchedule> hazards = new HashMap<>();
    final Map<String, Workload> workloads = new LinkedHashMap<>();
    private final Map<String, Workload> finished = new LinkedHashMap<>();
    final Map<String, CommandEntry> commands = new LinkedHashMap<>();
    private final Map<String, Integer> planes = new HashMap<>();

    Known(List<NodeSpec> nodes) {
        for (NodeSpec node : nodes) {
            specs.put(node.nodeId(), node);
            planes.merge(FleetFacts.planeKey(node), 1, Integer::sum);
        }
    }

    void take(Workload workload) {
        workloads.remove(workload.workloadId());
        (workload.state() == WorkloadState.FINISHED ? finished : workloads).put(workload.workloadId(), workload);
    }

    /** Workloads as a plan wants them: those that finished lately too. */
    List<Workload> workloadsLately(Instant now) {
        finished.values().removeIf(workload -> !CommandBook.finishedLately(workload, now));
        List<Workload> all = new ArrayList<>(workloads.values());
        all.addAll(finished.values());
        return all;
    }

    List<NodeSpec> nodes() {
        return new ArrayList<>(specs.values());
    }

    @Override
    public Optional<NodeSpec> spec(String nodeId) {
        return Optional.ofNullable(specs.get(nodeId));
    }

    @Override
    public Optional<NodeStatus> status(String nodeId) {
        return Optional.ofNullable(statuses.get(nodeId));
    }

    @Override
    public List<HazardWindow> hazards(String nodeId) {
        HazardSchedule schedule = hazards.get(nodeId);
        return schedule == null ? List.of() : schedule.windows();
    }

    @Override
    public int fleetNodes() {
        return specs.size();
    }

    @Override
    public int planeNodes(String planeKey) {
        return planes.getOrDefault(planeKey, 0);
    }
}
