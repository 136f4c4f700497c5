package space.penumbra.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.wear.ComponentWear;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearAdvice;
import space.penumbra.domain.wear.WearKind;

class LinesTest {

    @Test
    void eachWornComponentIsAPointAndWhatIsNotKnownIsLeftOut() {
        double never = Double.POSITIVE_INFINITY;
        ComponentWear array = new ComponentWear(
                WearKind.ARRAY_OUTPUT, 0.97, 0, -never, never, 0.5, never, never, never, 3, WearAdvice.KEEP, "");
        ComponentWear battery = new ComponentWear(
                WearKind.BATTERY_CAPACITY, 0.8, -0.01, -0.02, -0.005, 0.5, 30, 15, 60, 9, WearAdvice.DERATE, "why");
        List<String> lines = new ArrayList<>();

        Lines.wear(
                new NodeWear("n", WearAdvice.DERATE, "why", 30, 15, List.of(array, battery), Instant.ofEpochMilli(7)),
                lines::add);

        assertThat(lines)
                .containsExactly(
                        "wear,advice=KEEP,component=ARRAY_OUTPUT,node=n endOfLife=0.5,level=0.97,perDay=0.0 7",
                        "wear,advice=DERATE,component=BATTERY_CAPACITY,node=n endOfLife=0.5,level=0.8,perDay=-0.01,"
                                + "remainingDays=30.0,remainingDaysHigh=60.0,remainingDaysLow=15.0 7");
    }
}
