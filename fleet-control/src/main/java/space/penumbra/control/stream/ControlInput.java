package space.penumbra.control.stream;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.wire.Codec;

/**
 * One thing that comes in at the gate: its kind, its event time, and the record itself. In the internal
 * topic it is one byte of kind, eight of event time in epoch milliseconds, and the record in its published encoding.
 */
record ControlInput(InputKind kind, Instant time, Object value) {

    static ControlInput of(Proposal value) {
        return new ControlInput(InputKind.PROPOSAL, value.time(), value);
    }

    static ControlInput of(CommandEvent value) {
        return new ControlInput(InputKind.REPORT, value.time(), value);
    }

    static ControlInput of(OperatorAction value) {
        return new ControlInput(InputKind.ACTION, value.time(), value);
    }

    static ControlInput of(AlarmEvent value) {
        return new ControlInput(InputKind.ALARM, value.time(), value);
    }

    static ControlInput of(Workload value) {
        return new ControlInput(InputKind.WORKLOAD, value.time(), value);
    }

    static Serde<ControlInput> serde() {
        return Serdes.serdeFrom((topic, input) -> input.encode(), (topic, bytes) -> decode(bytes));
    }

    @SuppressWarnings("unchecked")
    private byte[] encode() {
        byte[] body = ((Codec<Object>) kind.codec()).encode(value);
        return ByteBuffer.allocate(9 + body.length)
                .put(kind.code())
                .putLong(time.toEpochMilli())
                .put(body)
                .array();
    }

    private static ControlInput decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        InputKind kind = InputKind.of(buffer.get());
        Instant time = Instant.ofEpochMilli(buffer.getLong());
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return new ControlInput(kind, time, kind.codec().decode(body));
    }
}
