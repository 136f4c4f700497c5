package space.penumbra.cli.reckoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;

class AlarmReckoningTest {

    private static AlarmEvent event(AlarmChange change, LimitLevel level, long occurrence) {
        return new AlarmEvent(
                "n1/gpu-hot",
                "n1",
                "gpu-hot",
                change,
                level,
                occurrence,
                91,
                90,
                "Cel",
                "SUNLIT",
                "hot",
                false,
                Instant.EPOCH);
    }

    private static final AlarmEvent RAISED = event(AlarmChange.RAISED, LimitLevel.WARNING, 1);
    private static final AlarmEvent WORSENED = event(AlarmChange.WORSENED, LimitLevel.CRITICAL, 1);
    private static final AlarmEvent EASED = event(AlarmChange.EASED, LimitLevel.WATCH, 1);
    private static final AlarmEvent RETURNED = event(AlarmChange.RETURNED, LimitLevel.IN_LIMITS, 1);
    private static final AlarmEvent AGAIN = event(AlarmChange.RAISED, LimitLevel.WATCH, 2);

    private static long broken(AlarmEvent... events) {
        AlarmReckoning reckoning = new AlarmReckoning();
        List.of(events).forEach(reckoning::event);
        return reckoning.broken();
    }

    @Test
    void aWholeLifeIsUnbroken() {
        assertThat(broken(RAISED, WORSENED, EASED, RETURNED, AGAIN)).isZero();
    }

    @Test
    void whatIsToldTwiceBreaksIt() {
        assertThat(broken(RAISED, RAISED)).isOne();
        assertThat(broken(RAISED, WORSENED, WORSENED, RETURNED)).isOne();
        assertThat(broken(RAISED, RETURNED, RETURNED, AGAIN)).isOne();
    }

    @Test
    void whatIsMissingBreaksIt() {
        assertThat(broken(RAISED, AGAIN)).isOne();
        assertThat(broken(RAISED, EASED))
                .as("from WARNING to WATCH is an easing")
                .isZero();
        assertThat(broken(RAISED, WORSENED, event(AlarmChange.WORSENED, LimitLevel.DISTRESS, 1)))
                .isOne();
        assertThat(broken(RAISED, RETURNED, event(AlarmChange.RAISED, LimitLevel.WATCH, 3)))
                .isOne();
    }

    @Test
    void aCompactedLifeBeginsWhereItIsLeft() {
        assertThat(broken(EASED, RETURNED, AGAIN)).isZero();
    }
}
