package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** The pods of a workload, wherever they are. Thread-safe. */
final class Pods {

    private final KubernetesClient client;

    Pods(KubernetesClient client) {
        this.client = client;
    }

    /** Those that have not ended. */
    List<Pod> of(String workloadId) {
        return client.pods().inAnyNamespace().withLabel(Names.WORKLOAD, workloadId).list().getItems().stream()
                .filter(pod -> !over(pod))
                .toList();
    }

    static List<Pod> on(List<Pod> pods, String nodeName) {
        return pods.stream()
                .filter(pod -> nodeName.equals(pod.getSpec().getNodeName()))
                .toList();
    }

    /** Asks for the pod to go, as far as its disruption budgets permit. Returns whether they did. */
    boolean evict(Pod pod) {
        return client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .evict();
    }

    static boolean ending(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean running(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase()) && !ending(pod);
    }

    static boolean ready(Pod pod) {
        return running(pod)
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                condition.getType().equals("Ready") && "True".equals(condition.getStatus()));
    }

    private static boolean over(Pod pod) {
        String phase = pod.getStatus() == null ? "" : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }
}
