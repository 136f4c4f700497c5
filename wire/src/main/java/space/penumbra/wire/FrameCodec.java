package space.penumbra.wire;

import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * The codec of single telemetry frames, by hand for speed: frames of the current schema are read without intermediate
 * objects, older published schemas go through Avro's resolution. Thread-safe.
 *
 * <p>A record of {@code telemetry.frames} may hold a pack of frames instead: whoever reads the topic does so through
 * {@link FrameCursor}, which knows both.
 */
public final class FrameCodec implements Codec<TelemetryFrame> {

    /** The shared instance. */
    public static final FrameCodec INSTANCE = new FrameCodec();

    private FrameCodec() {}

    @Override
    public String typeName() {
        return "TelemetryFrame";
    }

    @Override
    public byte[] encode(TelemetryFrame frame) {
        FrameWriter out = new FrameWriter(FrameSchema.HEADER
                + FrameBody.READINGS_BYTES
                + 64
                + frame.nodeId().length() * 3
                + frame.gpuPowerWatts().length * 24);
        out.bytes(FrameSchema.HEADER_BYTES);
        FrameBody.write(frame, out, false);
        return out.toBytes();
    }

    @Override
    public TelemetryFrame decode(byte[] bytes) {
        TelemetryFrame frame = new TelemetryFrame();
        FrameCursor cursor = new FrameCursor();
        cursor.open(bytes);
        if (cursor.packed()) {
            throw new UndecodableException("a TelemetryPack where a single TelemetryFrame belongs");
        }
        cursor.next(frame);
        return frame;
    }
}
