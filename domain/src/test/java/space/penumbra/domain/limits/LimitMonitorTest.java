package space.penumbra.domain.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class LimitMonitorTest {

    private LimitState state = new LimitState();
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

    private void at(double second, Reading reading, double value) {
        LimitMonitor.frame(
                state,
                new TelemetryFrame()
                        .timeMillis(1_800_000_000_000L + Math.round(second * 1000))
                        .set(reading, value),
                0,
                now,
                decisions::add);
    }

    private static LimitRule rate(String profile, double watch) {
        return Rules.rule(
                "rate-" + profile,
                profile,
                "gpuTemperatureMaxCelsiusPerMinute",
                true,
                LimitContext.ANY,
                watch,
                2 * watch,
                0.5,
                1,
                1);
    }

    @Test
    void findsAReadingThatRisesTooFastOverAMinute() {
        under(rate("orbital", 5));

        // 2 K in 20 s and back: a minute later it is where it was.
        at(0, Reading.GPU_TEMPERATURE_MAX, 50);
        at(20, Reading.GPU_TEMPERATURE_MAX, 52);
        at(40, Reading.GPU_TEMPERATURE_MAX, 50);
        at(60, Reading.GPU_TEMPERATURE_MAX, 50);
        assertThat(decisions).isEmpty();
        at(80, Reading.GPU_TEMPERATURE_MAX, 54);
        assertThat(decisions).isEmpty();
        at(150, Reading.GPU_TEMPERATURE_MAX, 59);
        // 9 K in 90 s.
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1");
        assertThat(decisions.get(0).value()).isEqualTo(6);
    }

    @Test
    void aRateSaysNothingOverAGapABackwardClockOrAMissingReading() {
        under(rate("orbital", 5));

        at(0, Reading.GPU_TEMPERATURE_MAX, 20);
        at(700, Reading.GPU_TEMPERATURE_MAX, 80);
        at(600, Reading.GPU_TEMPERATURE_MAX, 20);
        at(660, Reading.GPU_TEMPERATURE_MAX, Double.NaN);
        at(665, Reading.GPU_TEMPERATURE_MAX, 21);
        assertThat(decisions).isEmpty();
    }

    @Test
    void findsAReadingThatDoesNotChange() {
        under(Rules.rule("flat", "orbital", "loadPowerWattsUnchangedMinutes", true, LimitContext.ANY, 10, 20, 0, 1, 1));

        for (int second = 0; second < 600; second += 20) {
            at(second, Reading.LOAD_POWER, 5_000);
        }
        assertThat(decisions).isEmpty();
        at(600, Reading.LOAD_POWER, 5_000);
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1");
        at(620, Reading.LOAD_POWER, 5_001);
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1", "WATCH>IN_LIMITS#1");
    }

    @Test
    void remembersRatesAndFlatLinesOverARestart() {
        RuleList list = new RuleBook(List.of(Rules.gpu(), rate("orbital", 5))).forNode("n1", "orbital");
        LimitMonitor.bind(state, list, now, decisions::add);
        at(0, Reading.GPU_TEMPERATURE_MAX, 50);
        String[] ids = new String[state.size()];
        int[] stored = new int[ids.length];
        for (int place = 0; place < ids.length; place++) {
            ids[place] = state.ruleId(place);
            stored[place] = state.stored(place);
        }
        assertThat(ids).containsExactly("gpu", "rate-orbital", "rate-orbital#0", "rate-orbital#1");

        LimitState restored = LimitState.of(ids, stored);
        assertThat(restored.levelAt(2)).isEqualTo(LimitLevel.IN_LIMITS);
        LimitMonitor.bind(restored, list, now, decisions::add);
        LimitMonitor.frame(
                restored,
                new TelemetryFrame().timeMillis(1_800_000_060_000L).set(Reading.GPU_TEMPERATURE_MAX, 57),
                0,
                now,
                decisions::add);
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1");
    }

    @Test
    void aNodesOwnRateStandsInForThatOfItsProfile() {
        RuleBook book = new RuleBook(List.of(rate("orbital", 5), rate("node:n1", 20)));
        LimitMonitor.bind(state, book.forNode("n1", "orbital"), now, decisions::add);

        at(0, Reading.GPU_TEMPERATURE_MAX, 50);
        at(60, Reading.GPU_TEMPERATURE_MAX, 60);
        assertThat(decisions).isEmpty();
        assertThat(book.forNode("n2", "orbital").ruleId(0)).isEqualTo("rate-orbital");
    }

    private static LimitRule surprise(double watch) {
        return Rules.rule("odd", "orbital", "memoryUsedRatioSurprise", true, LimitContext.ANY, watch, 1, 0, 1, 1);
    }

    /** A day of a level that wanders a little, minute by minute. */
    private void usual() {
        SplittableRandom random = new SplittableRandom(1);
        for (int minute = 0; minute < 1_440; minute++) {
            at(60 * minute, Reading.MEMORY_USED, 0.4 + 0.01 * random.nextDouble());
        }
    }

    @Test
    void findsWhatIsUnlikeEverythingBeforeAndForgetsItAfterTenMinutes() {
        under(surprise(0.5));
        usual();
        assertThat(decisions).isEmpty();

        at(86_400, Reading.MEMORY_USED, 0.95);
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1");
        assertThat(decisions.get(0).value()).isBetween(0.5, 1.0);
        at(86_400 + 599, Reading.MEMORY_USED, Double.NaN);
        assertThat(decisions).hasSize(1);
        at(86_400 + 600, Reading.MEMORY_USED, Double.NaN);
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1", "WATCH>IN_LIMITS#1");
    }

    @Test
    void keepsADetectorForEveryReadingThatARuleAsksForAndForNoOther() {
        under(Rules.gpu());
        assertThat(state.surprises().stored()).isEmpty();
        under(Rules.gpu(), surprise(0.5));
        assertThat(state.surprises().stored()).containsOnlyKeys("memoryUsedRatio");
        under(Rules.gpu());
        assertThat(state.surprises().stored()).isEmpty();
    }

    @Test
    void goesOnWithWhatADetectorLearnedThroughStorageAndAChangedRule() {
        under(surprise(0.9999));
        usual();
        Surprises restored = Surprises.of(state.surprises().stored());
        state = LimitState.of(new String[0], new int[0], restored);
        under(surprise(0.5));
        at(86_400, Reading.MEMORY_USED, 0.95);
        assertThat(path()).containsExactly("IN_LIMITS>WATCH#1");
    }

    @Test
    void learnsAnewWhatAnotherVersionStored() {
        Surprises none = Surprises.of(Map.of("memoryUsedRatio", new byte[] {99}, "noReading", new byte[0]));
        assertThat(none.stored()).isEmpty();
    }
}
