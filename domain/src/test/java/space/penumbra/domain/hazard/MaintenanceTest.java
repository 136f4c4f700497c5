package space.penumbra.domain.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

class MaintenanceTest {

    private static final Instant NOW = Instant.parse("2026-06-21T12:00:00Z");

    @Test
    void isPlannedFromItsBeginToItsEnd() {
        assertThat(Maintenance.of(plan("2026-06-21T13:00:00Z", "2026-06-21T14:00:00Z")))
                .get()
                .extracting(Maintenance::end)
                .isEqualTo(Instant.parse("2026-06-21T14:00:00Z"));
    }

    @Test
    void isNoneWithAnEndThatNoRecordCouldCarry() {
        assertThat(Maintenance.of(plan("2026-06-21T13:00:00Z", Instant.MAX.toString())))
                .isEmpty();
        assertThat(Maintenance.of(plan(Instant.MIN.toString(), "2026-06-21T14:00:00Z")))
                .isEmpty();
    }

    private static OperatorAction plan(String start, String end) {
        return new OperatorAction(
                "m1", OperatorVerb.PLAN_MAINTENANCE, "a", "mia", "why", Map.of("start", start, "end", end), NOW, NOW);
    }
}
