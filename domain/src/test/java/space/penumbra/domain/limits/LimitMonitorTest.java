package space.penumbra.domain.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class LimitMonitorTest {

    private final LimitState state = new LimitState();
    private final List<LimitDecision> decisions = new ArrayList<>();
    private Surroundings now = Surroundings.SUNLIT;

    private void under(LimitRule... rules) {
        LimitMonitor.bind(state, new RuleBook(List.of(rules)).forNode("n1", "orbital"), now, decisions::add);
    }

    private void gpu(double... celsius) {
        for (double value : celsius) {
            LimitMonitor.frame(
                    state, new TelemetryFrame().set(Reading.GPU_TEMPERATURE_MAX, value), 0, now, decisions::add);
        }
    }

    private void charge(double ratio) {
        LimitMonitor.frame(state, new TelemetryFrame().set(Reading.BATTERY_CHARGE, ratio), 0, now, decisions::add);
    }

    private List<String> path() {
        return decisions.stream()
                .map(decision -> decision.before() + ">" + decision.level() + "#" + decision.occurrence())
                .toList();
    }

    @Test
    void raisesOnlyAfterAsManyFramesInARowAsThePersistence() {
        under(Rules.gpu());

        gpu(85, 70, 85);
        assertThat(decisions).isEmpty();
        gpu(86);
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1");
        assertThat(decisions.get(0).value()).isEqualTo(86);
        assertThat(decisions.get(0).limit()).isEqualTo(80);
    }

    @Test
    void worsensAtOnceAndComesBackOnlyByTheHysteresis() {
        under(Rules.gpu());

        gpu(85, 85, 101, 98, 96.9, 87.1, 86.9, 77.1, 77);

        // 98 is within 3 of 100 and stays critical, 96.9 is not; 87 is 3 below 90, 77 is 3 below 80.
        assertThat(path())
                .containsExactly(
                        "IN_LIMITS>WATCH#1",
                        "WATCH>CRITICAL#1",
                        "CRITICAL>WARNING#1",
                        "WARNING>WATCH#1",
                        "WATCH>IN_LIMITS#1");
    }

    @Test
    void countsEveryTimeItIsRaised() {
        under(Rules.gpu("orbital", 1, 1));

        gpu(85, 70, 95, 60);

        assertThat(path())
                .containsExactly(
                        "IN_LIMITS>WATCH#1", "WATCH>IN_LIMITS#1", "IN_LIMITS>WARNING#2", "WARNING>IN_LIMITS#2");
    }

    @Test
    void takesAMissingValueForNoEvidence() {
        under(Rules.gpu());

        gpu(85, Double.NaN, 85, Double.NaN);

        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1");
    }

    @Test
    void judgesTheSameChargeByWhereTheNodeIs() {
        under(Rules.rule("sun", "orbital", "batteryChargeRatio", false, LimitContext.SUNLIT, 0.4, 0.3, 0.02, 1, 1));

        now = Surroundings.UMBRA;
        charge(0.35);
        assertThat(decisions).isEmpty();
        now = Surroundings.SUNLIT_SAA;
        charge(0.35);
        now = Surroundings.PENUMBRA;
        charge(0.25);

        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1", "WATCH>IN_LIMITS#1");
        assertThat(decisions.get(1).value()).isNaN();
    }

    @Test
    void keepsItsPlaceThroughAChangedRuleAndThroughStorage() {
        under(Rules.gpu());
        gpu(85, 85);
        LimitState stored = LimitState.of(new String[] {"gpu"}, new int[] {state.stored(0)});

        LimitRule other = Rules.rule("a", "orbital", "cpuTemperatureCelsius", true, LimitContext.ANY, 9, 10, 0, 1, 1);
        RuleList list = new RuleBook(List.of(other, Rules.gpu())).forNode("n1", "orbital");
        LimitMonitor.bind(stored, list, now, decisions::add);
        TelemetryFrame cool = new TelemetryFrame().set(Reading.GPU_TEMPERATURE_MAX, 50);
        LimitMonitor.frame(stored, cool, 0, now, decisions::add);

        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1", "WATCH>IN_LIMITS#1");
    }

    @Test
    void endsTheAlarmOfARuleThatIsSwitchedOffOrGone() {
        under(Rules.gpu(), Rules.rule("b", "orbital", "cpuTemperatureCelsius", true, LimitContext.ANY, 1, 2, 0, 1, 1));
        LimitMonitor.frame(
                state,
                new TelemetryFrame().set(Reading.GPU_TEMPERATURE_MAX, 85).set(Reading.CPU_TEMPERATURE, 5),
                0,
                now,
                decisions::add);
        gpu(85);
        decisions.clear();

        under(Rules.off(Rules.gpu()));
        gpu(85);

        assertThat(decisions.stream().map(each -> each.rule().ruleId())).containsExactly("b", "gpu");
        assertThat(path()).containsExactly("WARNING>IN_LIMITS#1", "WATCH>IN_LIMITS#1");
    }
}
