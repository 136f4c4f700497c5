package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.executors.Scheduler;
import space.penumbra.executors.Step;

/**
 * Carries commands out in a Kubernetes cluster whose node names are the fleet's node ids; docs/executors.md says what pods must
 * carry. Everything it knows is in the cluster and in the stages that were reported. Thread-safe.
 */
public final class KubernetesScheduler implements Scheduler {

    private static final int REQUEST_MILLIS = 10_000;

    private final KubernetesClient client;
    private final Pods pods;
    private final Owners owners;
    private final Saving saving;
    private final Move move;

    /** Closes the client when it is closed. */
    public KubernetesScheduler(KubernetesClient client) {
        this.client = client;
        this.pods = new Pods(client);
        this.owners = new Owners(client);
        this.saving = new Saving(new CheckpointHook(client));
        this.move = new Move(client, pods, saving);
    }

    /**
     * Connects as kubectl would, or with the account of the pod that this runs in.
     *
     * @throws IllegalStateException one sentence, if that is not configured or the cluster does not answer
     */
    public static KubernetesScheduler connect() {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(asking(Config.autoConfigure(null)))
                .build();
        try {
            client.getKubernetesVersion();
            return new KubernetesScheduler(client);
        } catch (KubernetesClientException e) {
            client.close();
            throw new IllegalStateException(
                    "Kubernetes at " + client.getMasterUrl() + " does not answer: " + e.getMessage()
                            + ". Check that kubectl works here",
                    e);
        }
    }

    /** One request, one answer: a disruption budget's 429 is an answer, and asking again is this executor's own business. */
    static Config asking(Config config) {
        return new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(REQUEST_MILLIS)
                .withConnectionTimeout(REQUEST_MILLIS)
                .build();
    }

    @Override
    public Step advance(Command command, @Nullable CommandStage reached, Instant now) {
        return switch (command.action()) {
            case MIGRATE -> move.advance(command, reached, now);
            case CHECKPOINT, PAUSE -> stop(command, reached);
            case RESUME -> resume(command, reached);
            case POWER_CAP, RIDE ->
                Step.reached(
                        CommandStage.REJECTED,
                        command.sourceNodeId(),
                        "Kubernetes has no " + command.action() + ": an agent on the node has");
        };
    }

    private Step stop(Command command, @Nullable CommandStage reached) {
        String node = command.sourceNodeId();
        List<Pod> here = Pods.on(pods.of(command.workloadId()), node);
        boolean pause = command.action() == ActionKind.PAUSE;
        if (reached == null) {
            return admitted(command, here, pause);
        } else if (reached == CommandStage.ACCEPTED) {
            return saving.save(command, here);
        } else if (!pause) {
            return Step.reached(CommandStage.VERIFIED, node, "in effect");
        }
        owners.suspend(command.workloadId(), true);
        return here.isEmpty()
                ? Step.reached(CommandStage.VERIFIED, node, "suspended")
                : Step.wait(node, here.size() + " pods are ending");
    }

    private Step admitted(Command command, List<Pod> here, boolean pause) {
        String node = command.sourceNodeId();
        if (here.isEmpty()) {
            return Step.reached(CommandStage.REJECTED, node, "workload " + command.workloadId() + " is not on " + node);
        } else if (pause && !owners.any(command.workloadId())) {
            return Step.reached(
                    CommandStage.REJECTED, node, "no Job, Deployment or StatefulSet carries the workload's label");
        } else if (!pause && here.stream().noneMatch(CheckpointHook::has)) {
            return Step.reached(CommandStage.REJECTED, node, "its pods name no checkpoint hook");
        }
        return Step.reached(CommandStage.ACCEPTED, node, "accepted; starts at " + command.notBefore());
    }

    private Step resume(Command command, @Nullable CommandStage reached) {
        String node = command.sourceNodeId();
        if (reached == null) {
            return owners.any(command.workloadId())
                    ? Step.reached(CommandStage.ACCEPTED, node, "accepted; starts at " + command.notBefore())
                    : Step.reached(
                            CommandStage.REJECTED,
                            node,
                            "no Job, Deployment or StatefulSet carries the workload's label");
        }
        owners.suspend(command.workloadId(), false);
        return pods.of(command.workloadId()).stream().anyMatch(Pods::ready)
                ? Step.reached(CommandStage.VERIFIED, node, "runs again")
                : Step.wait(node, "its pods are not ready yet");
    }

    @Override
    public Step withdraw(Command command, @Nullable CommandStage reached, Instant now) {
        if (command.action() == ActionKind.MIGRATE) {
            return move.withdraw(command, reached);
        }
        if (command.action() == ActionKind.PAUSE) {
            owners.suspend(command.workloadId(), false);
        }
        return Step.reached(CommandStage.CANCELLED, command.sourceNodeId(), "withdrawn");
    }

    @Override
    public String about() {
        return "kind=kubernetes api=" + client.getMasterUrl();
    }

    @Override
    public void close() {
        client.close();
    }
}
