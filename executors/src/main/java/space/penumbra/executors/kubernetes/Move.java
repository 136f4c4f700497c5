package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.executors.Step;

/**
 * A move: cordon the source, point to the destination, save the state, evict within the disruption budgets, and believe it only
 * when the replacement is ready at the destination. What is given up is undone: the label points back, and the source opens
 * if it was closed here. Thread-safe.
 */
final class Move {

    private final KubernetesClient client;
    private final Pods pods;
    private final Cordon cordon;
    private final Destination destination;
    private final Saving saving;

    Move(KubernetesClient client, Pods pods, Saving saving) {
        this.client = client;
        this.pods = pods;
        this.cordon = new Cordon(client);
        this.destination = new Destination(client);
        this.saving = saving;
    }

    Step advance(Command command, @Nullable CommandStage reached, Instant now) {
        List<Pod> all = pods.of(command.workloadId());
        List<Pod> atSource = Pods.on(all, command.sourceNodeId());
        if (reached == null) {
            return refusal(command, all, atSource)
                    .orElseGet(() -> Step.reached(
                            CommandStage.ACCEPTED,
                            command.sourceNodeId(),
                            "accepted; starts at " + command.notBefore()));
        }
        return switch (reached) {
            case ACCEPTED -> save(command, atSource);
            case CHECKPOINTED -> evict(command, atSource, now);
            case TRANSFERRED, RESTORED -> arrive(command, all, reached);
            default -> throw new IllegalArgumentException("Nothing follows stage " + reached);
        };
    }

    private Optional<Step> refusal(Command command, List<Pod> all, List<Pod> atSource) {
        if (atSource.isEmpty()) {
            String where = all.stream()
                    .map(pod -> pod.getSpec().getNodeName())
                    .findFirst()
                    .orElse("no node");
            return no(
                    command,
                    "workload " + command.workloadId() + " is on " + where + ", not on " + command.sourceNodeId());
        }
        Node target = client.nodes().withName(command.targetNodeId()).get();
        if (target == null) {
            return no(command, "unknown target " + command.targetNodeId());
        }
        boolean ready = target.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready") && "True".equals(condition.getStatus()));
        if (!ready) {
            return no(command, "target " + command.targetNodeId() + " is not ready");
        }
        return Boolean.TRUE.equals(target.getSpec().getUnschedulable())
                ? no(command, "target " + command.targetNodeId() + " is cordoned")
                : Optional.empty();
    }

    private static Optional<Step> no(Command command, String why) {
        return Optional.of(Step.reached(CommandStage.REJECTED, command.sourceNodeId(), why));
    }

    private Step save(Command command, List<Pod> atSource) {
        if (!atSource.isEmpty()) {
            cordon.close(command.sourceNodeId(), command.commandId(), atSource.size());
        }
        destination.point(command.workloadId(), command.sourceNodeId(), command.targetNodeId());
        Step step = saving.save(command, atSource);
        if (step.stage() == CommandStage.FAILED) {
            undo(command);
        }
        return step;
    }

    private Step evict(Command command, List<Pod> atSource, Instant now) {
        if (atSource.isEmpty()) {
            return Step.reached(CommandStage.TRANSFERRED, command.sourceNodeId(), "its pods have left the source");
        }
        List<Pod> staying = atSource.stream().filter(pod -> !Pods.ending(pod)).toList();
        boolean allLeave = staying.size() < atSource.size();
        if (now.isAfter(command.notAfter()) && !allLeave) {
            undo(command);
            return Step.reached(
                    CommandStage.FAILED,
                    command.sourceNodeId(),
                    "no disruption budget allowed the eviction until " + command.notAfter() + "; the work goes on");
        }
        long refused = staying.stream().filter(pod -> !pods.evict(pod)).count();
        return Step.wait(
                command.sourceNodeId(),
                refused == 0 ? "evicted, ending" : "a disruption budget holds " + refused + " pods: asked again");
    }

    private Step arrive(Command command, List<Pod> all, CommandStage reached) {
        String target = command.targetNodeId();
        List<Pod> arrived = Pods.on(all, target);
        int wanted = cordon.pods(command.sourceNodeId(), command.commandId());
        Optional<Pod> astray = all.stream()
                .filter(pod -> Pods.running(pod) && !target.equals(pod.getSpec().getNodeName()))
                .findFirst();
        if (astray.isPresent()) {
            return astray(command, astray.get().getSpec().getNodeName());
        }
        if (reached == CommandStage.TRANSFERRED) {
            long running = arrived.stream().filter(Pods::running).count();
            return running >= wanted
                    ? Step.reached(CommandStage.RESTORED, target, running + " of " + wanted + " pods run")
                    : Step.wait(target, running + " of " + wanted + " pods run");
        }
        long ready = arrived.stream().filter(Pods::ready).count();
        if (ready < wanted) {
            return Step.wait(target, ready + " of " + wanted + " pods are ready");
        }
        cordon.open(command.sourceNodeId(), command.commandId());
        return Step.moved(
                CommandStage.VERIFIED, target, "ready; runs at generation " + (command.placementGeneration() + 1));
    }

    /** The affinity was not there, or not obeyed. Where the work runs now is the truth, and this is not what was wanted. */
    private Step astray(Command command, String node) {
        boolean back = node.equals(command.sourceNodeId());
        undo(command);
        String detail = "its replacement runs on " + node + ", not on " + command.targetNodeId();
        return back ? Step.reached(CommandStage.FAILED, node, detail) : Step.moved(CommandStage.FAILED, node, detail);
    }

    Step withdraw(Command command, @Nullable CommandStage reached) {
        List<Pod> all = pods.of(command.workloadId());
        boolean atTarget = Pods.on(all, command.targetNodeId()).stream().anyMatch(Pods::running);
        if (reached != null && atTarget) {
            CommandStage stage = reached.compareTo(CommandStage.TRANSFERRED) < 0 ? CommandStage.TRANSFERRED : reached;
            return Step.reached(stage, command.targetNodeId(), "too late to withdraw: it runs at the target");
        }
        undo(command);
        return Step.reached(
                CommandStage.CANCELLED, command.sourceNodeId(), "withdrawn; its pods belong on the source again");
    }

    private void undo(Command command) {
        destination.point(command.workloadId(), command.targetNodeId(), command.sourceNodeId());
        cordon.open(command.sourceNodeId(), command.commandId());
    }
}
