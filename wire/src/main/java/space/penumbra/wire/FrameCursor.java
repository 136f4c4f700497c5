package space.penumbra.wire;

import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Reads the frames of a record of {@code telemetry.frames} one after the other, whether it holds a single frame or a pack. Made to be used
 * again for record after record without allocation; not thread-safe.
 */
public final class FrameCursor {

    /** The most frames that a pack may hold. */
    public static final int MAX_FRAMES = 4096;

    private static final byte[] NONE = {};

    private final FrameReader in = new FrameReader();
    private byte[] bytes = NONE;
    private @Nullable String packNode;
    private int inBlock;
    private int place;
    // What an older schema wrote, as Avro's own reader made it; null on the way that matters for speed.
    private @Nullable OlderFrames older;

    /**
     * Begins with a record.
     *
     * @throws UndecodableException if its bytes are neither a frame nor a pack of any published schema
     */
    public void open(byte[] record) {
        open(record, NONE, "");
    }

    /**
     * Begins with a record whose key is known: frames of that node carry the given id, and no other text is made of the bytes.
     *
     * @param key the record's key
     * @param node the same as text
     * @throws UndecodableException if its bytes are neither a frame nor a pack of any published schema
     */
    public void open(byte[] record, byte[] key, String node) {
        if (record == null || record.length < FrameSchema.HEADER) {
            throw new UndecodableException(
                    (record == null ? 0 : record.length) + " bytes are too few for a TelemetryFrame");
        }
        bytes = record;
        older = null;
        packNode = null;
        place = 0;
        inBlock = 1;
        in.over(record, FrameSchema.HEADER);
        if (begins(FrameSchema.PACK_HEADER_BYTES)) {
            openPack(key, node);
        } else if (!begins(FrameSchema.HEADER_BYTES)) {
            older = OlderFrames.read(record);
            packNode = older.node();
        }
    }

    private void openPack(byte[] key, String node) {
        try {
            int from = in.at();
            packNode = key.length > 0 && in.textIs(key)
                    ? node
                    : in.over(bytes, from).text();
            inBlock = in.blockCount(MAX_FRAMES);
            if (inBlock == 0) {
                in.end();
            }
        } catch (IndexOutOfBoundsException e) {
            throw broken(e);
        }
    }

    /** Whether the record is a pack, even one of a single frame. */
    public boolean packed() {
        return packNode != null;
    }

    /** Place in its record of the frame that {@link #next} gave last, or was about to give when it failed: from 1. */
    public int place() {
        return place;
    }

    /**
     * Fills the holder with the next frame.
     *
     * @return false if there is none any more
     * @throws UndecodableException if the bytes go wrong here; the holder's content is then undefined and the rest of the record is lost
     */
    public boolean next(TelemetryFrame into) {
        place++;
        if (older != null) {
            return nextOlder(older.frames(), into);
        }
        if (inBlock == 0) {
            return false;
        }
        try {
            FrameBody.read(in, into, packNode);
            inBlock--;
            if (inBlock == 0 && packNode != null) {
                inBlock = in.blockCount(MAX_FRAMES);
            }
            if (inBlock == 0) {
                in.end();
            }
            return true;
        } catch (IndexOutOfBoundsException e) {
            throw broken(e);
        }
    }

    private boolean nextOlder(List<GenericRecord> frames, TelemetryFrame into) {
        if (place > frames.size()) {
            return false;
        }
        GenericRecord frame = frames.get(place - 1);
        FrameBody.fill(frame, into, packNode == null ? frame.get("nodeId").toString() : packNode);
        return true;
    }

    /**
     * Event time of the first frame in these bytes, read without decoding the rest; {@link Long#MIN_VALUE} if they are none.
     *
     * @param key the record's key, empty if it has none
     */
    public long firstMillis(byte[] record, byte[] key) {
        try {
            open(record, key, "");
            if (older == null && inBlock > 0) {
                return in.over(bytes, in.at() + FrameBody.READINGS_BYTES).varint();
            }
            TelemetryFrame frame = new TelemetryFrame();
            return next(frame) ? frame.timeMillis() : Long.MIN_VALUE;
        } catch (IndexOutOfBoundsException | UndecodableException e) {
            return Long.MIN_VALUE;
        }
    }

    private boolean begins(byte[] header) {
        return Arrays.equals(bytes, 0, FrameSchema.HEADER, header, 0, FrameSchema.HEADER);
    }

    private UndecodableException broken(IndexOutOfBoundsException e) {
        return new UndecodableException("a TelemetryFrame breaks off after " + bytes.length + " bytes", e);
    }
}
