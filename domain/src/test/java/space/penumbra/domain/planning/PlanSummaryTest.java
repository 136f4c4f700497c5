package space.penumbra.domain.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.ActionKind;

class PlanSummaryTest {
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void countsWhatWasChosen() {
        PlanSummary summary = PlanSummary.of(
                "r1",
                plan(
                        Map.of(
                                "a", new Choice(ActionKind.RIDE, "", "h"),
                                "b", new Choice(ActionKind.RIDE, "", "h"),
                                "c", new Choice(ActionKind.MIGRATE, "n2", "h")),
                        4,
                        3));
        assertEquals(Map.of(ActionKind.RIDE, 2, ActionKind.MIGRATE, 1), summary.chosen());
        assertEquals("r1", summary.regionId());
        assertEquals(7, summary.epoch());
        assertEquals(5, summary.threatenedNodes());
        assertEquals(2, summary.ridingWorkloads());
        assertEquals(25, summary.gapPercent().orElseThrow(), 1e-9);
    }

    @Test
    void hasNoGapWhereNothingIsAtStake() {
        assertEquals(
                OptionalDouble.empty(),
                PlanSummary.of("r1", plan(Map.of(), 0, 0)).gapPercent());
    }

    private static Plan plan(Map<String, Choice> choices, double cost, double bound) {
        return new Plan(TIME, 7, List.of(), choices, List.of(), 5, 2, cost, bound);
    }
}
