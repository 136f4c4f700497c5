package space.penumbra.domain.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.wear.WearAdvice;

/** A snapshot with its pieces joined: nodes with their outlook, workloads where they are, and what is under way. One plan's use. */
final class RegionView {

    /** Facts this much newer than the plan's clock mean that the past is being read again: nothing is decided on them. */
    private static final Duration FROM_THE_FUTURE = Duration.ofMinutes(10);

    /** A status is at most this old when work has changed under it unseen. */
    private static final Duration SETTLING = Duration.ofSeconds(120);

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
        List<Workload> sorted = new ArrayList<>(snapshot.workloads());
        sorted.sort(Comparator.comparing(Workload::workloadId));
        for (Workload workload : sorted) {
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

    private void addNode(
            NodeSpec spec, NodeStatus status, HazardSchedule schedule, BatteryEstimate battery, WearAdvice wear) {
        // Without status or forecast nothing is known of it: it is neither source nor target.
        if (status == null || schedule == null || spec.retired() || fromTheFuture(status.time())) {
            return;
        }
        NodeOutlook node = new NodeOutlook(spec, status, schedule.windows(), schedule.horizon(), battery);
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
