package space.penumbra.domain.wear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A node whose battery tells of itself every hour. */
class WearJudgeTest {

    private static final Instant BEGIN = Instant.parse("2026-06-21T00:30:00Z");
    private static final double NONE = Double.NaN;

    private final SplittableRandom dice = new SplittableRandom(11);

    private static WearSample battery(double hours, double capacityRatio) {
        return new WearSample("n", 8, 10_000, 5_000, NONE, capacityRatio, NONE, -1, -1, at(hours));
    }

    private static WearSample counters(double hours, long rows, long errors) {
        return new WearSample("n", 8, 10_000, 5_000, NONE, NONE, NONE, rows, errors, at(hours));
    }

    private static Instant at(double hours) {
        return BEGIN.plusSeconds(Math.round(hours * 3600));
    }

    private WearHistory hourly(int hours, DoubleUnaryOperator capacity) {
        WearHistory history = WearHistory.begin(battery(0, capacity.applyAsDouble(0)));
        for (int hour = 1; hour <= hours; hour++) {
            history = history.with(battery(hour, capacity.applyAsDouble(hour)));
        }
        return history;
    }

    private static ComponentWear only(WearHistory history) {
        NodeWear wear = WearJudge.judge("n", history);
        assertThat(wear.components()).hasSize(1);
        return wear.components().get(0);
    }

    @Test
    void foretellsWhenAFadingBatteryIsAtItsEnd() {
        // 0.96 % an hour from 95 %: after 20 closed hours 0.95 - 0.0004 x 19; 0.0096 a day; (0.9424 - 0.5) / 0.0096 =
        // 46 days.
        ComponentWear battery = only(hourly(20, hour -> 0.95 - 0.0004 * hour));

        assertThat(battery.kind()).isEqualTo(WearKind.BATTERY_CAPACITY);
        assertThat(battery.level()).isCloseTo(0.9424, within(1e-9));
        assertThat(battery.perDay()).isCloseTo(-0.0096, within(1e-9));
        assertThat(battery.remainingDays()).isCloseTo(46.08, within(0.01));
        assertThat(battery.advice()).isEqualTo(WearAdvice.KEEP);
    }

    @Test
    void doesNotLetAnOddHourMoveTheTrend() {
        ComponentWear battery = only(hourly(20, hour -> hour == 7 ? 0.2 : 0.95 - 0.0004 * hour));

        assertThat(battery.perDay()).isCloseTo(-0.0096, within(0.0005));
        assertThat(battery.level()).isCloseTo(0.9424, within(0.001));
    }

    @Test
    void tellsNoDateWhereTheIntervalHoldsNoTrend() {
        ComponentWear battery = only(hourly(20, hour -> 0.95 + 0.01 * (dice.nextDouble() - 0.5)));

        assertThat(battery.perDayLow()).isNegative();
        assertThat(battery.perDayHigh()).isPositive();
        assertThat(battery.remainingDays()).isInfinite();
        assertThat(battery.remainingDaysLow()).isInfinite();
    }

    @Test
    void holdsTheTrueSlopeInItsIntervalNineteenTimesOfTwenty() {
        int held = 0;
        for (int trial = 0; trial < 200; trial++) {
            ComponentWear battery = only(hourly(20, hour -> 0.95 - 0.0004 * hour + 0.01 * (dice.nextDouble() - 0.5)));
            held += battery.perDayLow() <= -0.0096 && -0.0096 <= battery.perDayHigh() ? 1 : 0;
        }

        assertThat(held).isBetween(180, 199);
    }

    @Test
    void givesItsAdviceWithItsReason() {
        assertThat(only(hourly(4, hour -> 0.8)).advice()).isEqualTo(WearAdvice.DERATE);
        assertThat(only(hourly(4, hour -> 0.65)).reason()).isEqualTo("Battery capacity is 0.65, beyond 0.70.");
        NodeWear worn = WearJudge.judge("n", hourly(4, hour -> 0.45));
        assertThat(worn.advice()).isEqualTo(WearAdvice.RETIRE);
        assertThat(worn.reason()).isEqualTo("Battery capacity is 0.45, beyond 0.50.");
        assertThat(worn.remainingDays()).isInfinite();
    }

    @Test
    void keepsLongJobsFromWhatMayEndWithinTheWeek() {
        // 6 % a day would end in a week; twelve hours of it are too few to say so.
        assertThat(only(hourly(12, hour -> 0.99 - 0.0025 * hour)).advice()).isEqualTo(WearAdvice.KEEP);

        ComponentWear battery = only(hourly(60, hour -> 0.99 - 0.0025 * hour));

        assertThat(battery.advice()).isEqualTo(WearAdvice.AVOID_LONG_JOBS);
        assertThat(battery.reason()).contains("Battery capacity is 0.8", "may be at 0.50 in", "days");
    }

    @Test
    void remembersAYearInAsMuchAsADay() {
        WearHistory history = hourly(365 * 24, hour -> 0.95 - 1e-5 * hour);
        WearSeries series = history.series().get(WearKind.BATTERY_CAPACITY.ordinal());

        assertThat(series.means().size()).isBetween(WearSeries.MOST / 2, WearSeries.MOST);
        assertThat(only(history).perDay()).isCloseTo(-0.00024, within(2e-6));
        assertThat(only(history).level()).isCloseTo(0.95 - 1e-5 * 365 * 24, within(0.004));
    }

    @Test
    void addsRowsAndErrorsOverResetsAndForEachGpu() {
        WearHistory history = WearHistory.begin(counters(0, 100, 40));
        // 16 rows and 8 errors in twelve hours, a reset in between: two rows a GPU, two errors a GPU and day.
        for (int step = 1; step <= 24; step++) {
            long rows = step < 12 ? 100 + step * 8 / 11 : (step - 11) * 8L / 13;
            long errors = step < 12 ? 40 + step * 4 / 11 : (step - 11) * 4L / 13;
            history = history.with(counters(step * 0.5, rows, errors));
        }
        NodeWear wear = WearJudge.judge("n", history);

        assertThat(history.rows()).isEqualTo(16);
        ComponentWear errors = wear.components().get(1);
        assertThat(errors.kind()).isEqualTo(WearKind.UNCORRECTED_ERRORS);
        double sum = history.series().get(WearKind.UNCORRECTED_ERRORS.ordinal()).means().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        // Eleven or twelve closed hours of 8 / 8 / 0.5 = 2 on average.
        assertThat(sum
                        / history.series()
                                .get(WearKind.UNCORRECTED_ERRORS.ordinal())
                                .means()
                                .size())
                .isCloseTo(2, within(0.35));
    }

    @Test
    void beginsAnewWithOtherHardwareAndIgnoresWhatIsOlderOrRepeated() {
        WearHistory history = hourly(10, hour -> 0.8);

        assertThat(history.with(battery(10, 0.1))).isSameAs(history);
        assertThat(history.with(battery(3, 0.1))).isSameAs(history);
        WearHistory other = history.with(
                new WearSample("n", 8, 10_000, 9_000, NONE, 1, NONE, -1, -1, BEGIN.plus(Duration.ofHours(11))));
        assertThat(other.series().get(WearKind.BATTERY_CAPACITY.ordinal()).means())
                .isEmpty();
    }

    @Test
    void takesNoHarmFromValuesThatAreNotNumbers() {
        WearHistory history = WearHistory.begin(battery(0, Double.NaN));
        history = history.with(battery(1, Double.POSITIVE_INFINITY)).with(counters(2, -1, -1));

        assertThat(WearJudge.judge("n", history).components()).isEmpty();
        assertThat(WearJudge.judge("n", history).advice()).isEqualTo(WearAdvice.KEEP);
    }

    @Test
    void startsAgainAfterADayOfSilence() {
        WearHistory history = hourly(10, hour -> 0.8).with(battery(40, 0.9));

        assertThat(history.series().get(WearKind.BATTERY_CAPACITY.ordinal()).means())
                .isEmpty();
    }
}
