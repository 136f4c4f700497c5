package space.penumbra.wire;

import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Packs frames of one node into one record, oldest first. A record costs each hand that it goes through far more than its bytes do: a node
 * that reports every second and sends every ten is ten times cheaper to carry. Not thread-safe.
 */
public final class FramePack {

    private final String nodeId;
    private final FrameWriter frames = new FrameWriter(1024);
    private int count;

    /** An empty pack of a node. */
    public FramePack(String nodeId) {
        this.nodeId = nodeId;
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
        FrameBody.write(frame, frames, true);
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
        byte[] body = frames.toBytes();
        FrameWriter out = new FrameWriter(FrameSchema.HEADER + nodeId.length() * 3 + 12 + body.length);
        out.bytes(FrameSchema.PACK_HEADER_BYTES);
        out.text(nodeId);
        if (count > 0) {
            out.varint(count);
            out.bytes(body);
        }
        out.varint(0);
        frames.clear();
        count = 0;
        return out.toBytes();
    }
}
