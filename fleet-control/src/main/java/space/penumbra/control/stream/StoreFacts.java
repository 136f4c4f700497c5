package space.penumbra.control.stream;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.FleetFacts;

/** What the gate knows of the fleet, from global stores: as fresh as the newest record that was read. */
final class StoreFacts implements FleetFacts {

    static final String NODES = "fleet-nodes";
    static final String STATUS = "fleet-status";
    static final String HAZARDS = "hazards-windows";

    private final ReadOnlyKeyValueStore<String, NodeSpec> nodes;
    private final ReadOnlyKeyValueStore<String, NodeStatus> statuses;
    private final ReadOnlyKeyValueStore<String, HazardSchedule> hazards;
    private final Map<String, Integer> planes = new HashMap<>();
    private final Map<String, Integer> shells = new HashMap<>();
    private int inService;

    StoreFacts(ProcessorContext<?, ?> context) {
        this.nodes = context.getStateStore(NODES);
        this.statuses = context.getStateStore(STATUS);
        this.hazards = context.getStateStore(HAZARDS);
        count();
    }

    /** Counts the nodes anew; the caps use the last count. */
    void count() {
        planes.clear();
        shells.clear();
        inService = 0;
        try (KeyValueIterator<String, NodeSpec> all = nodes.all()) {
            all.forEachRemaining(entry -> {
                if (!entry.value.retired()) {
                    inService++;
                    planes.merge(FleetFacts.planeKey(entry.value), 1, Integer::sum);
                    shells.merge(FleetFacts.shellKey(entry.value), 1, Integer::sum);
                }
            });
        }
    }

    /** Event time of the newest status, the epoch if there is none. */
    Instant newest() {
        Instant[] newest = {Instant.EPOCH};
        try (KeyValueIterator<String, NodeStatus> all = statuses.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.time().isAfter(newest[0])) {
                    newest[0] = entry.value.time();
                }
            });
        }
        return newest[0];
    }

    @Override
    public Optional<NodeSpec> spec(String nodeId) {
        return Optional.ofNullable(nodes.get(nodeId));
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
        return inService;
    }

    @Override
    public int shellNodes(String shellKey) {
        return shells.getOrDefault(shellKey, 0);
    }

    @Override
    public int planeNodes(String planeKey) {
        return planes.getOrDefault(planeKey, 0);
    }
}
