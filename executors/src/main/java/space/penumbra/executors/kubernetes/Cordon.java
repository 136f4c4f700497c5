package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Keeps a node from getting new pods while commands empty it. A node that somebody else cordoned stays theirs: it is not touched,
 * and not opened again afterwards. Thread-safe: all state is in the node's annotations, changed under its resource version.
 */
final class Cordon {

    private final KubernetesClient client;

    Cordon(KubernetesClient client) {
        this.client = client;
    }

    /** Cordons for this command; repeated, it changes nothing. */
    void close(String nodeName, String commandId, int pods) {
        edit(nodeName, node -> {
            Map<String, String> annotations = annotations(node);
            boolean closed = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
            if (!closed) {
                annotations.put(Names.CORDONED, "true");
            }
            annotations.putIfAbsent(Names.CORDON + commandId, Integer.toString(pods));
            return changed(node, true, annotations);
        });
    }

    /** Ends this command's need; the node opens when no command needs it and it was closed here. */
    void open(String nodeName, String commandId) {
        edit(nodeName, node -> {
            Map<String, String> annotations = annotations(node);
            annotations.remove(Names.CORDON + commandId);
            boolean needed = annotations.keySet().stream().anyMatch(key -> key.startsWith(Names.CORDON));
            boolean ours = annotations.containsKey(Names.CORDONED);
            boolean closed = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
            if (!needed) {
                annotations.remove(Names.CORDONED);
            }
            return changed(node, ours && !needed ? false : closed, annotations);
        });
    }

    /** How many pods the command found on the node; 1 if that was not written down. */
    int pods(String nodeName, String commandId) {
        Node node = client.nodes().withName(nodeName).get();
        String count = node == null ? null : annotations(node).get(Names.CORDON + commandId);
        return count == null ? 1 : Integer.parseInt(count);
    }

    private void edit(String nodeName, UnaryOperator<Node> change) {
        // A node that is gone needs no cordon.
        if (client.nodes().withName(nodeName).get() != null) {
            client.nodes().withName(nodeName).edit(change);
        }
    }

    private static Map<String, String> annotations(Node node) {
        Map<String, String> annotations = node.getMetadata().getAnnotations();
        return annotations == null ? new HashMap<>() : new HashMap<>(annotations);
    }

    private static Node changed(Node node, boolean closed, Map<String, String> annotations) {
        return new NodeBuilder(node)
                .editMetadata()
                .withAnnotations(annotations)
                .endMetadata()
                .editSpec()
                .withUnschedulable(closed ? Boolean.TRUE : null)
                .endSpec()
                .build();
    }
}
