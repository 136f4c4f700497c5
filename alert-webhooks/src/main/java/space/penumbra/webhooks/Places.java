package space.penumbra.webhooks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.wire.Topics;

/**
 * Where each node flies, from {@code fleet.nodes}; read only if an endpoint asks for it, since it is about a hundred bytes a node. Used by
 * one thread.
 */
final class Places implements AutoCloseable {

    private final Map<String, Place> byNode = new HashMap<>();
    // A million nodes share a few thousand planes.
    private final Map<Place, Place> known = new HashMap<>();

    @Nullable
    private final TopicTail<NodeSpec> nodes;

    /** @param needed whether any endpoint asks where a node flies */
    Places(boolean needed, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.nodes = needed ? new TopicTail<>(consumers.get(), Topics.FLEET_NODES) : null;
        if (nodes != null) {
            nodes.toEnd(this::take);
        }
    }

    /** Takes what was described since. */
    void refresh() {
        if (nodes != null) {
            nodes.glance(this::take);
        }
    }

    Place of(String nodeId) {
        return byNode.getOrDefault(nodeId, Place.UNKNOWN);
    }

    private void take(String nodeId, NodeSpec spec) {
        if (spec == null) {
            byNode.remove(nodeId);
        } else {
            Place place = new Place(spec.shell(), spec.plane());
            byNode.put(nodeId, known.computeIfAbsent(place, same -> same));
        }
    }

    @Override
    public void close() {
        if (nodes != null) {
            nodes.close();
        }
    }
}
