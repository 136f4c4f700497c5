package space.penumbra.control.stream;

import space.penumbra.wire.Codec;
import space.penumbra.wire.Topics;

/** What can come in at the gate; the code is the first byte of the record in the internal topic and never changes. */
enum InputKind {
    PROPOSAL(1, Topics.MIGRATIONS_PROPOSALS.codec()),
    REPORT(2, Topics.COMMANDS_EVENTS.codec()),
    ACTION(3, Topics.OPERATOR_ACTIONS.codec()),
    ALARM(4, Topics.ALARMS_EVENTS.codec()),
    WORKLOAD(5, Topics.FLEET_WORKLOADS.codec());

    private final int code;
    private final Codec<?> codec;

    InputKind(int code, Codec<?> codec) {
        this.code = code;
        this.codec = codec;
    }

    byte code() {
        return (byte) code;
    }

    Codec<?> codec() {
        return codec;
    }

    static InputKind of(byte code) {
        for (InputKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of input has code " + code + ": written by a newer version?");
    }
}
