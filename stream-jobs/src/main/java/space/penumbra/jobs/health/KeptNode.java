package space.penumbra.jobs.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.RuleList;
import space.penumbra.domain.limits.Surprises;

/**
 * A node between its frames: one array of bytes. Opened for a record and closed after it, it costs the garbage collector one object a node where
 * {@link NodeHealth} is thirteen, and half of the memory; a checkpoint that finds it changed copies one array. Not thread-safe.
 *
 * <p>Numbers of limits stand by their places in the list of rules that they are bound to, and are known by the ids of rules only where they are saved.
 */
final class KeptNode {

    private static final int GRAIN_BYTES = 32;
    private static final byte[] NOTHING = {};
    private static final Surprises NONE = new Surprises();

    // For the thread that works on nodes; a snapshot has its own.
    private static final ThreadLocal<DataOutputSerializer> OUT =
            ThreadLocal.withInitial(() -> new DataOutputSerializer(1024));
    private static final ThreadLocal<DataInputDeserializer> IN = ThreadLocal.withInitial(DataInputDeserializer::new);

    private byte[] bytes = NOTHING;
    private int limitsAt;
    private int residualsAt;
    private int length;
    private int boundRevision;
    /** The rules that the numbers belong to; null while all bytes are as they are saved. */
    @Nullable
    private RuleList list;
    /** Generic detectors beside the bytes; null where no rule asks for one. */
    @Nullable
    private Surprises surprises;

    /** What was saved in the present layout. */
    static KeptNode saved(byte[] bytes) {
        KeptNode kept = new KeptNode();
        kept.bytes = bytes;
        kept.length = bytes.length;
        return kept;
    }

    /** Closes a node into this. */
    void keep(NodeHealth node) {
        DataOutputSerializer out = OUT.get();
        out.clear();
        try {
            NodeLayout.writeOwn(node, out);
            limitsAt = out.length();
            if (node.limits.list() == null) {
                NodeLayout.writeLimits(node.limits, out);
                refer(null, null);
            } else {
                SparseNumbers.write(node.limits.numbers(), 0, out);
                Surprises asked = node.limits.surprises();
                refer(node.limits.list(), asked.isEmpty() ? null : asked);
            }
            residualsAt = out.length();
            NodeLayout.writeResiduals(node.residuals, out);
        } catch (IOException e) {
            throw new UncheckedIOException("A node cannot be kept in memory", e);
        }
        length = out.length();
        boundRevision = node.boundRevision;
        if (bytes.length < length) {
            bytes = new byte[(length + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES];
        }
        System.arraycopy(out.getSharedBuffer(), 0, bytes, 0, length);
    }

    /** A reference written anew makes the garbage collector look at this again. */
    private void refer(@Nullable RuleList to, @Nullable Surprises beside) {
        if (list != to) {
            list = to;
        }
        if (surprises != beside) {
            surprises = beside;
        }
    }

    /** The node, opened; what is done to it is lost unless it is kept again. */
    NodeHealth open() {
        DataInputDeserializer in = IN.get();
        in.setBuffer(bytes, 0, length);
        NodeHealth node = new NodeHealth();
        try {
            NodeLayout.readOwn(node, in);
            if (list == null) {
                node.limits = NodeLayout.readLimits(NodeLayout.NOW, in);
            } else {
                int[] numbers = new int[list.numbers()];
                SparseNumbers.read(numbers, 0, in);
                node.limits = LimitState.bound(list, numbers, surprises == null ? new Surprises() : surprises);
            }
            NodeLayout.readResiduals(NodeLayout.NOW, node.residuals, in);
        } catch (IOException e) {
            throw new UncheckedIOException("A node kept in memory cannot be read", e);
        }
        node.boundRevision = boundRevision;
        return node;
    }

    /** Writes what {@link NodeLayout} says, without opening the node. */
    void save(DataOutputView out) throws IOException {
        if (list == null) {
            out.write(bytes, 0, length);
            return;
        }
        out.write(bytes, 0, limitsAt);
        DataInputDeserializer in = IN.get();
        in.setBuffer(bytes, limitsAt, residualsAt - limitsAt);
        int[] numbers = new int[list.numbers()];
        SparseNumbers.read(numbers, 0, in);
        NodeLayout.writeLimits(LimitState.bound(list, numbers, surprises == null ? NONE : surprises), out);
        out.write(bytes, residualsAt, length - residualsAt);
    }

    /** A copy that shares nothing that changes. */
    KeptNode copy() {
        KeptNode copy = new KeptNode();
        copy.bytes = Arrays.copyOf(bytes, length);
        copy.limitsAt = limitsAt;
        copy.residualsAt = residualsAt;
        copy.length = length;
        copy.boundRevision = boundRevision;
        copy.list = list;
        copy.surprises = surprises == null ? null : surprises.copy();
        return copy;
    }
}
