package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/**
 * The Jobs, Deployments and StatefulSets that make a workload's pods, found by its label. A Job is suspended; the others are
 * scaled to nothing and remember how many they were. Thread-safe.
 */
final class Owners {

    private final KubernetesClient client;

    Owners(KubernetesClient client) {
        this.client = client;
    }

    /** Whether there is anything that can be paused. */
    boolean any(String workloadId) {
        return !of(workloadId).isEmpty();
    }

    private List<HasMetadata> of(String workloadId) {
        List<HasMetadata> owners = new ArrayList<>();
        owners.addAll(client.batch()
                .v1()
                .jobs()
                .inAnyNamespace()
                .withLabel(Names.WORKLOAD, workloadId)
                .list()
                .getItems());
        owners.addAll(client.apps()
                .deployments()
                .inAnyNamespace()
                .withLabel(Names.WORKLOAD, workloadId)
                .list()
                .getItems());
        owners.addAll(client.apps()
                .statefulSets()
                .inAnyNamespace()
                .withLabel(Names.WORKLOAD, workloadId)
                .list()
                .getItems());
        return owners;
    }

    /** Stops (or starts again) everything of the workload; repeated, it changes nothing. */
    void suspend(String workloadId, boolean stop) {
        for (HasMetadata owner : of(workloadId)) {
            if (owner instanceof Job job) {
                client.resource(job)
                        .edit(current -> new JobBuilder(current)
                                .editSpec()
                                .withSuspend(stop)
                                .endSpec()
                                .build());
            } else if (owner instanceof Deployment deployment) {
                client.resource(deployment).edit(current -> scaled(current, stop));
            } else if (owner instanceof StatefulSet set) {
                client.resource(set).edit(current -> scaled(current, stop));
            }
        }
    }

    private static Deployment scaled(Deployment now, boolean stop) {
        Integer replicas = replicas(now, now.getSpec().getReplicas(), stop);
        return replicas == null
                ? now
                : new DeploymentBuilder(now)
                        .editMetadata()
                        .addToAnnotations(
                                Names.REPLICAS, Integer.toString(now.getSpec().getReplicas()))
                        .endMetadata()
                        .editSpec()
                        .withReplicas(replicas)
                        .endSpec()
                        .build();
    }

    private static StatefulSet scaled(StatefulSet now, boolean stop) {
        Integer replicas = replicas(now, now.getSpec().getReplicas(), stop);
        return replicas == null
                ? now
                : new StatefulSetBuilder(now)
                        .editMetadata()
                        .addToAnnotations(
                                Names.REPLICAS, Integer.toString(now.getSpec().getReplicas()))
                        .endMetadata()
                        .editSpec()
                        .withReplicas(replicas)
                        .endSpec()
                        .build();
    }

    /** The number to scale to, null if nothing is to be done. What was scaled to nothing by others stays so. */
    private static Integer replicas(HasMetadata owner, int now, boolean stop) {
        String before = owner.getMetadata().getAnnotations() == null
                ? null
                : owner.getMetadata().getAnnotations().get(Names.REPLICAS);
        if (stop) {
            return now == 0 ? null : Integer.valueOf(0);
        }
        return now > 0 || before == null ? null : Integer.valueOf(before);
    }
}
