package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCursor;

class FrameLoadTest {

    @Test
    void everyFrameIsOneThatTheHealthJobTakes() {
        FrameLoad load = new FrameLoad(0);
        FrameCursor frames = new FrameCursor();
        TelemetryFrame frame = new TelemetryFrame();
        for (int node = 0; node < 20_000; node++) {
            frames.open(load.record(node, 0, 10));
            for (long sequence = 0; frames.next(frame); sequence++) {
                assertThat(frame.sequence()).isEqualTo(sequence);
                assertThat(Plausibility.problem(frame)).isNull();
            }
        }
    }
}
