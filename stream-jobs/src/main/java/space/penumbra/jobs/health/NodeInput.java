package space.penumbra.jobs.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.UndecodableException;

/** A record about one node as it came, not yet decoded. Immutable but for the node id, which is made when asked for. */
public final class NodeInput {

    final NodeTopic topic;
    final int partition;
    final long offset;
    final long brokerMillis;
    /** The fleet guard found the frame too far ahead of the fleet's time. */
    final boolean ahead;

    final byte[] key;
    final byte[] value;
    /** Event time for the watermark, {@link Long#MIN_VALUE} if it must not move it; does not travel. */
    final transient long watermarkMillis;

    private transient String node;

    NodeInput(
            NodeTopic topic,
            int partition,
            long offset,
            long brokerMillis,
            boolean ahead,
            byte[] key,
            byte[] value,
            long watermarkMillis) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.brokerMillis = brokerMillis;
        this.ahead = ahead;
        this.key = key;
        this.value = value;
        this.watermarkMillis = watermarkMillis;
    }

    /** The node that it speaks of, by the record's key; empty if there was none. */
    public String node() {
        if (node == null) {
            node = new String(key, UTF_8);
        }
        return node;
    }

    /** The topic that it came from. */
    public NodeTopic topic() {
        return topic;
    }

    /** Whether it is a frame too far ahead of the fleet's time. */
    public boolean ahead() {
        return ahead;
    }

    /**
     * Begins to read its frames.
     *
     * @throws UndecodableException if its value holds none
     */
    public void frames(FrameCursor cursor) {
        cursor.open(value, key, node());
    }

    /** The record's value as it came; not copied. */
    public byte[] value() {
        return value;
    }

    RejectedRecord rejected(RejectionReason reason, String detail, long timeMillis, int place) {
        return new RejectedRecord(
                topic.topic().name(),
                partition,
                offset,
                node(),
                reason,
                detail,
                value,
                Instant.ofEpochMilli(timeMillis),
                place);
    }
}
