package space.penumbra.domain.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.wear.WearAdvice;

/** A snapshot with its pieces joined: nodes with their outlook, workloads where they are, and what is under way. One plan's use. */
final class RegionView {

    /** Facts this much newer than the plan's clock mean that the past is being read again: nothing is decided on them. */
    private static final Duration FROM_THE_FUTURE = Duration.ofMinutes(10);

    /** A status is at most this old when work has changed under it unseen. */
    private static final Duration SETTLING = Duration.ofSeconds(120);

    private static final Comparator<Workload> NEWER =
            Comparator.comparingLong(Workload::placementGeneration).thenComparing(Workload::time);

    private final Instant now;
    private final List<NodeOutlook> nodes = new ArrayList<>();
    private final Map<String, NodeOutlook> byId = new HashMap<>();
    private final CommandBook book;
    private int moving;
    private int workloadCount;

    RegionView(RegionSnapshot snapshot) {
        now = snapshot.time();
        book = new CommandBook(snapshot.commands(), snapshot.pending());
        for (NodeSpec spec : snapshot.nodes()) {
            addNode(
                    spec,
                    snapshot.statuses().get(spec.nodeId()),
                    snapshot.hazards().get(spec.nodeId()),
                    snapshot.batteries().getOrDefault(spec.nodeId(), BatteryEstimate.NONE),
                    snapshot.wear().getOrDefault(spec.nodeId(), WearAdvice.KEEP));
        }
        nodes.sort(Comparator.comparing(NodeOutlook::id));
        Map<String, Workload> workloads = new HashMap<>();
        for (Workload workload : newest(snapshot.workloads())) {
            noteChange(workload);
            if (workload.state() != WorkloadState.FINISHED) {
                workloads.put(workload.workloadId(), workload);
                workloadCount++;
                NodeOutlook host = byId.get(workload.nodeId());
                if (host != null) {
                    host.host(workload);
                }
            }
        }
        book.changedSince(now.minus(SETTLING)).forEach(proposal -> {
            unsettle(proposal.sourceNodeId());
            unsettle(proposal.targetNodeId());
        });
        book.alive().forEach(proposal -> keepRoom(proposal, workloads.get(proposal.workloadId())));
    }

    /** One fact for each workload, by id: the newest placement's newest. What holds less than no GPUs is none. */
    private static Collection<Workload> newest(List<Workload> told) {
        Map<String, Workload> newest = new TreeMap<>();
        for (Workload workload : told) {
            if (workload.gpus() >= 0) {
                newest.merge(
                        workload.workloadId(), workload, (one, other) -> NEWER.compare(one, other) >= 0 ? one : other);
            }
        }
        return newest.values();
    }

    private void addNode(
            NodeSpec spec, NodeStatus status, HazardSchedule schedule, BatteryEstimate battery, WearAdvice wear) {
        // Without status or forecast nothing is known of it: it is neither source nor target.
        boolean unknown = status == null || schedule == null;
        if (unknown || spec.retired() || fromTheFuture(status.time()) || byId.containsKey(spec.nodeId())) {
            return;
        }
        List<HazardWindow> windows = schedule.windows().stream()
                .filter(window -> window.end().isAfter(window.start()))
                .toList();
        NodeOutlook node = new NodeOutlook(spec, status, windows, schedule.horizon(), battery);
        node.advise(wear);
        nodes.add(node);
        byId.put(node.id(), node);
    }

    /** Work that ended, stopped or set off after a node's newest status still shows in that status' load. */
    private void noteChange(Workload workload) {
        boolean underWay = book.alive(workload.workloadId()).isPresent();
        if (workload.state() == WorkloadState.RUNNING && !underWay) {
            return;
        }
        unsettleSince(workload.nodeId(), workload.time());
        book.alive(workload.workloadId()).ifPresent(command -> unsettleSince(command.sourceNodeId(), workload.time()));
    }

    private void unsettleSince(String nodeId, Instant change) {
        NodeOutlook node = byId.get(nodeId);
        if (node != null && change.isAfter(node.status.time())) {
            node.unsettle();
        }
    }

    private void unsettle(String nodeId) {
        NodeOutlook node = byId.get(nodeId);
        if (node != null) {
            node.unsettle();
        }
    }

    private void keepRoom(Proposal proposal, Workload workload) {
        if (proposal.action() != ActionKind.MIGRATE || workload == null) {
            return;
        }
        moving++;
        boolean arrived = workload.nodeId().equals(proposal.targetNodeId());
        double due = Math.max(1, Duration.between(now, proposal.deadline()).toSeconds());
        NodeOutlook target = byId.get(proposal.targetNodeId());
        if (target != null && !arrived) {
            target.reserve(workload, proposal.transferGigabytes(), due);
        }
        NodeOutlook source = byId.get(proposal.sourceNodeId());
        if (source != null && !arrived) {
            source.departs(proposal.transferGigabytes(), due);
        }
    }

    Instant now() {
        return now;
    }

    /** All nodes of which enough is known, by id. */
    List<NodeOutlook> nodes() {
        return nodes;
    }

    CommandBook book() {
        return book;
    }

    /** Moves under way. */
    int moving() {
        return moving;
    }

    int workloadCount() {
        return workloadCount;
    }

    /** Whether a workload may be decided on: nothing is under way for it, and what is known of it is not from the future. */
    boolean open(Workload workload) {
        return book.alive(workload.workloadId()).isEmpty() && !fromTheFuture(workload.time());
    }

    private boolean fromTheFuture(Instant time) {
        return time.isAfter(now.plus(FROM_THE_FUTURE));
    }
}
