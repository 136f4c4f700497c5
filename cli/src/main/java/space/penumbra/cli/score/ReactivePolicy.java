package space.penumbra.cli.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandId;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;

/**
 * What a threshold does: a node in the dark whose charge has fallen below it sends its work, the most valuable first, each to the nearest lit node
 * with room and charge. Nothing is foreseen.
 */
final class ReactivePolicy implements Policy {

    /** Charge of a target above the threshold. */
    private static final double TARGET_SPARE_RATIO = 0.05;

    private static final long START_SECONDS = 240;

    private final double thresholdRatio;
    private final Map<String, Proposal> pending = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    ReactivePolicy(double thresholdRatio) {
        this.thresholdRatio = thresholdRatio;
    }

    @Override
    public List<Proposal> decide(Instant now, Known known) {
        busy.clear();
        Map<String, Integer> free = freeGpus(now, known);
        List<Workload> moving = known.workloads.values().stream()
                .filter(workload -> wants(workload, known))
                .sorted(Comparator.comparingDouble(ReactivePolicy::value)
                        .reversed()
                        .thenComparing(Workload::workloadId))
                .toList();
        List<Proposal> proposals = new ArrayList<>();
        for (Workload workload : moving) {
            String target = nearest(workload, known, free);
            if (target != null) {
                free.merge(target, -workload.gpus(), Integer::sum);
                Proposal proposal = proposal(workload, target, now);
                pending.put(proposal.commandId(), proposal);
                proposals.add(proposal);
            }
        }
        return proposals;
    }

    private Map<String, Integer> freeGpus(Instant now, Known known) {
        Map<String, Integer> free = new HashMap<>();
        known.specs.values().forEach(spec -> free.put(spec.nodeId(), spec.gpuCount()));
        known.workloads.values().forEach(workload -> free.merge(workload.nodeId(), -workload.gpus(), Integer::sum));
        pending.values()
                .removeIf(proposal -> proposal.notAfter().plusSeconds(60).isBefore(now));
        pending.values().forEach(proposal -> hold(proposal, known, free));
        for (CommandEntry entry : known.commands.values()) {
            if (!entry.state().terminal()) {
                hold(entry.proposal(), known, free);
            }
        }
        return free;
    }

    private void hold(Proposal proposal, Known known, Map<String, Integer> free) {
        busy.add(proposal.workloadId());
        Workload workload = known.workloads.get(proposal.workloadId());
        if (workload != null && !workload.nodeId().equals(proposal.targetNodeId())) {
            free.merge(proposal.targetNodeId(), -workload.gpus(), Integer::sum);
        }
    }

    private boolean wants(Workload workload, Known known) {
        NodeStatus status = known.statuses.get(workload.nodeId());
        return status != null
                && status.illumination() != Illumination.SUNLIT
                && status.batteryChargeRatio() < thresholdRatio
                && workload.migratable()
                && workload.state() != WorkloadState.MOVING
                && !busy.contains(workload.workloadId());
    }

    private String nearest(Workload workload, Known known, Map<String, Integer> free) {
        NodeStatus from = known.statuses.get(workload.nodeId());
        String best = null;
        double least = Double.POSITIVE_INFINITY;
        for (NodeStatus to : known.statuses.values()) {
            NodeSpec spec = known.specs.get(to.nodeId());
            boolean fit = to.illumination() == Illumination.SUNLIT
                    && !to.silent()
                    && !to.level().worseThan(LimitLevel.WATCH)
                    && to.batteryChargeRatio() >= thresholdRatio + TARGET_SPARE_RATIO
                    && free.getOrDefault(to.nodeId(), 0) >= workload.gpus()
                    && !(spec.gpuMemoryGigabytes()
                            < known.specs.get(workload.nodeId()).gpuMemoryGigabytes())
                    && !hostsGroup(workload, to.nodeId(), known);
            double distance = fit ? angle(from, to) : Double.POSITIVE_INFINITY;
            if (distance < least || distance == least && fit && to.nodeId().compareTo(best) < 0) {
                least = distance;
                best = to.nodeId();
            }
        }
        return best;
    }

    private static boolean hostsGroup(Workload workload, String nodeId, Known known) {
        return !workload.antiAffinityGroup().isEmpty()
                && known.workloads.values().stream()
                        .anyMatch(other -> other.nodeId().equals(nodeId)
                                && other.antiAffinityGroup().equals(workload.antiAffinityGroup()));
    }

    private static double value(Workload workload) {
        return workload.priority() * workload.gpus() * Math.max(1, workload.stallFactor());
    }

    /** Angle between two nodes seen from the centre of the Earth (rad). */
    private static double angle(NodeStatus one, NodeStatus other) {
        double from = Math.toRadians(one.latitudeDegrees());
        double to = Math.toRadians(other.latitudeDegrees());
        double turn = Math.toRadians(one.longitudeDegrees() - other.longitudeDegrees());
        return Math.acos(Math.max(
                -1, Math.min(1, Math.sin(from) * Math.sin(to) + Math.cos(from) * Math.cos(to) * Math.cos(turn))));
    }

    private static Proposal proposal(Workload workload, String target, Instant now) {
        String hazardId = "threshold-" + workload.nodeId() + "-" + now;
        long epoch = now.getEpochSecond();
        double gigabytes = workload.stateGigabytes();
        return new Proposal(
                CommandId.of(
                        workload.workloadId(), hazardId, epoch, workload.placementGeneration(), ActionKind.MIGRATE),
                workload.workloadId(),
                ActionKind.MIGRATE,
                MigrationReason.POWER_MARGIN,
                workload.nodeId(),
                target,
                workload.placementGeneration(),
                epoch,
                hazardId,
                now,
                now.plusSeconds(1),
                now,
                now.plusSeconds(START_SECONDS),
                now.plusSeconds(2 * START_SECONDS),
                gigabytes / 10 + 20,
                0,
                gigabytes,
                0,
                0,
                List.of(),
                "the battery fell below the threshold",
                now);
    }

    @Override
    public void ledger(CommandEntry entry) {
        pending.remove(entry.commandId());
    }
}
