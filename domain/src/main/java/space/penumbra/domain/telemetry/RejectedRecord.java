package space.penumbra.domain.telemetry;

import java.time.Instant;

/**
 * A record that could not be used, or a frame of a pack: its original bytes and why, so that nothing is lost silently.
 *
 * @param topic topic that it came from
 * @param partition partition that it came from
 * @param offset offset that it came from
 * @param key the record's key as text, empty if it had none
 * @param reason why it was diverted
 * @param detail one sentence that names the value
 * @param original the value's bytes as they came; of a pack, the whole pack
 * @param time event time of the record if it could be read, else the time the broker took it
 * @param place place in its pack of the frame that is meant, from 1, or {@link #WHOLE}
 */
public record RejectedRecord(
        String topic,
        int partition,
        long offset,
        String key,
        RejectionReason reason,
        String detail,
        byte[] original,
        Instant time,
        int place) {

    /** The whole record is meant. */
    public static final int WHOLE = 0;

    /** A whole record. */
    public RejectedRecord(
            String topic,
            int partition,
            long offset,
            String key,
            RejectionReason reason,
            String detail,
            byte[] original,
            Instant time) {
        this(topic, partition, offset, key, reason, detail, original, time, WHOLE);
    }
}
