package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the scheduler where a workload's next pods belong: a label on exactly one node, which the pods' node affinity asks for.
 * Running pods do not mind when it moves. Thread-safe.
 */
final class Destination {

    private final KubernetesClient client;

    Destination(KubernetesClient client) {
        this.client = client;
    }

    /** Points from one node to the other; repeated, it changes nothing. */
    void point(String workloadId, String fromNode, String toNode) {
        label(toNode, workloadId, true);
        label(fromNode, workloadId, false);
    }

    private void label(String nodeName, String workloadId, boolean wanted) {
        String key = Names.HOST + workloadId;
        Node node = client.nodes().withName(nodeName).get();
        if (node == null || has(node, key) == wanted) {
            return;
        }
        client.nodes().withName(nodeName).edit(current -> {
            Map<String, String> labels = labels(current);
            if (wanted) {
                labels.put(key, "true");
            } else {
                labels.remove(key);
            }
            return new NodeBuilder(current)
                    .editMetadata()
                    .withLabels(labels)
                    .endMetadata()
                    .build();
        });
    }

    private static boolean has(Node node, String key) {
        return labels(node).containsKey(key);
    }

    private static Map<String, String> labels(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels == null ? new HashMap<>() : new HashMap<>(labels);
    }
}
