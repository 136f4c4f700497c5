package space.penumbra.wire;

import java.util.Arrays;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Packs frames of one node into one record, oldest first. A record costs each hand that it goes through far more than its bytes do: a node
 * that reports every second and sends every ten is ten times cheaper to carry. Not thread-safe.
 */
public final class FramePack {

    /** Up to this many frames their number takes one byte. */
    private static final int ONE_BYTE_COUNT = 63;

    private String nodeId = "";
    private final FrameWriter out = new FrameWriter(1024);
    private int countAt;
    private int count;

    /** An empty pack of a node. */
    public FramePack(String nodeId) {
        startOver(nodeId);
    }

    /** Forgets what it holds and becomes an empty pack of a node, maybe another: its room is used again. */
    public void startOver(String ofNode) {
        nodeId = ofNode;
        count = 0;
        out.clear();
        out.bytes(FrameSchema.PACK_HEADER_BYTES);
        out.text(ofNode);
        countAt = out.size();
        out.varint(0);
    }

    /**
     * Adds a frame, whose content is copied.
     *
     * @throws IllegalArgumentException if it is of another node
     * @throws IllegalStateException if the pack is full
     */
    public FramePack add(TelemetryFrame frame) {
        if (!frame.nodeId().equals(nodeId)) {
            throw new IllegalArgumentException("A frame of " + frame.nodeId() + " in a pack of " + nodeId);
        }
        if (count == FrameCursor.MAX_FRAMES) {
            throw new IllegalStateException("A pack holds " + FrameCursor.MAX_FRAMES + " frames at most");
        }
        FrameBody.write(frame, out, true);
        count++;
        return this;
    }

    /** How many frames it holds. */
    public int size() {
        return count;
    }

    /** Its node. */
    public String nodeId() {
        return nodeId;
    }

    /** The bytes of a record with all frames; the pack is empty afterwards and can be filled again. */
    public byte[] take() {
        if (count > 0) {
            // The frames are one block of an array: their number before them, a block of none after them.
            out.varint(0);
        }
        byte[] record;
        if (count <= ONE_BYTE_COUNT) {
            out.patch(countAt, 2 * count);
            record = out.toBytes();
        } else {
            byte[] all = out.toBytes();
            FrameWriter longer = new FrameWriter(all.length + 4);
            longer.bytes(Arrays.copyOf(all, countAt));
            longer.varint(count);
            longer.bytes(Arrays.copyOfRange(all, countAt + 1, all.length));
            record = longer.toBytes();
        }
        startOver(nodeId);
        return record;
    }
}
