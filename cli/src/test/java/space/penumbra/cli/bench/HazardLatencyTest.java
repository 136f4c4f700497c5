package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HazardLatencyTest {

    private static final Instant START = Instant.parse("2026-06-01T00:01:40Z");
    private static final long MAY_LEAVE = HazardLatency.mayLeave(START, 60);

    @Test
    void aCommandMayLeaveBeforeItMayStart() {
        assertThat(Instant.ofEpochMilli(MAY_LEAVE)).isEqualTo("2026-06-01T00:00:40Z");
    }

    @Test
    void countsFromTheProposalOrFromWhenTheCommandMayLeave() {
        assertThat(HazardLatency.gateMillis(MAY_LEAVE + 5_000, MAY_LEAVE, MAY_LEAVE + 6_500))
                .isEqualTo(1_500);
        assertThat(HazardLatency.gateMillis(MAY_LEAVE - 30_000, MAY_LEAVE, MAY_LEAVE + 700))
                .isEqualTo(700);
    }
}
