package space.penumbra.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;

/**
 * A record of a topic as it came: position and bytes.
 *
 * @param topic topic
 * @param partition partition
 * @param offset offset
 * @param brokerMillis when the broker took it; not event time
 * @param key key bytes, empty for none
 * @param value value bytes
 */
record RawRecord(String topic, int partition, long offset, long brokerMillis, byte[] key, byte[] value) {

    private static final byte[] NONE = {};

    static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key() == null ? NONE : record.key();
        byte[] value = record.value() == null ? NONE : record.value();
        return new RawRecord(record.topic(), record.partition(), record.offset(), record.timestamp(), key, value);
    }

    RejectedRecord rejected(RejectionReason reason, String detail) {
        return new RejectedRecord(
                topic,
                partition,
                offset,
                new String(key, UTF_8),
                reason,
                detail,
                value,
                Instant.ofEpochMilli(Math.max(0, brokerMillis)));
    }
}
