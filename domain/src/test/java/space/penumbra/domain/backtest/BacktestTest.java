package space.penumbra.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fault.FaultSeverity;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class BacktestTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final String FIELD = "coldPlateTemperatureCelsius";

    private static LimitRule rule(String field, double watch, int persistence, long version) {
        double none = Double.NaN;
        return new LimitRule(
                "plate",
                "host",
                field,
                true,
                LimitContext.ANY,
                watch,
                none,
                none,
                none,
                none,
                1,
                persistence,
                true,
                version,
                "",
                NOON);
    }

    private static FaultLabel cooling(String node, int fromMinute, int toMinute, int shownMinute) {
        return new FaultLabel(
                node + fromMinute,
                node,
                FaultKind.COOLING_LOOP,
                FaultSeverity.SEVERE,
                "",
                0.5,
                at(fromMinute),
                at(toMinute),
                at(shownMinute));
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private static void frames(Backtest test, String node, int fromMinute, int toMinute, double celsius) {
        for (int minute = fromMinute; minute < toMinute; minute++) {
            test.frame(new TelemetryFrame()
                    .nodeId(node)
                    .timeMillis(at(minute).toEpochMilli())
                    .sequence(minute)
                    .set(Reading.COLD_PLATE_TEMPERATURE, celsius));
        }
    }

    /**
     * Two nodes for four hours, a minute apart. On n1 the plate is at 65 from 60 to 120 with a fault from 58 that shows at 62, and at 75 from 80 on;
     * on n2 it is at 65 for ten minutes without any fault.
     */
    private static BacktestReport twoNodes(Backtest test) {
        frames(test, "n1", 0, 60, 50);
        frames(test, "n1", 60, 80, 65);
        frames(test, "n1", 80, 120, 75);
        frames(test, "n1", 120, 241, 50);
        frames(test, "n2", 0, 30, 50);
        frames(test, "n2", 30, 40, 65);
        frames(test, "n2", 40, 241, 50);
        test.label(cooling("n1", 58, 120, 62));
        return test.report();
    }

    @Test
    void setsAVersionBesideTheOneInForce() {
        BacktestReport report = twoNodes(new Backtest(List.of(rule(FIELD, 70, 1, 1)), rule(FIELD, 60, 1, 2), Set.of()));

        assertThat(report.nodes()).isEqualTo(2);
        assertThat(report.frames()).isEqualTo(482);
        assertThat(report.faults()).isOne();
        assertThat(report.nodeDays()).isCloseTo(2 * 4 / 24.0, within(1e-9));
        // Lower limit: found two minutes before it shows, one false alarm of two, one in a third of a node-day.
        Figures tested = report.tested();
        assertThat(tested.alarms()).isEqualTo(2);
        assertThat(tested.right()).isOne();
        assertThat(tested.wrong()).isOne();
        assertThat(tested.precision()).isEqualTo(0.5);
        assertThat(tested.recall()).isEqualTo(1);
        assertThat(tested.medianLeadSeconds()).isEqualTo(120);
        assertThat(tested.wrongPerThousandNodeDays()).isCloseTo(3000, within(1e-6));
        assertThat(tested.falseAlarms()).singleElement().asString().startsWith("n2 2026-06-21T12:30:00Z");
        // Higher limit: no false alarm, found 18 minutes after it shows.
        Figures inForce = report.inForce();
        assertThat(inForce.precision()).isEqualTo(1);
        assertThat(inForce.recall()).isEqualTo(1);
        assertThat(inForce.medianLeadSeconds()).isEqualTo(-18 * 60);
        assertThat(inForce.wrongPerThousandNodeDays()).isZero();
    }

    @Test
    void aRuleThatNeverSpeaksHasNoPrecisionAndFindsNothing() {
        BacktestReport report = twoNodes(new Backtest(List.of(), rule(FIELD, 99, 1, 1), Set.of()));

        assertThat(report.inForce()).isNull();
        assertThat(report.tested().precision()).isNaN();
        assertThat(report.tested().recall()).isZero();
        assertThat(report.tested().medianLeadSeconds()).isNaN();
        assertThat(report.tested().missed()).singleElement().asString().contains("n1 COOLING_LOOP SEVERE");
    }

    @Test
    void anAlarmDuringAFaultOfAnotherKindIsASideEffect() {
        BacktestReport report =
                twoNodes(new Backtest(List.of(), rule(FIELD, 60, 1, 1), Set.of(FaultKind.NODE_SILENCE)));

        assertThat(report.faults()).isZero();
        assertThat(report.tested().side()).isOne();
        assertThat(report.tested().right()).isZero();
        assertThat(report.tested().recall()).isNaN();
    }

    @Test
    void aFaultThatHardlyShowsBeforeTheEndIsNotHeldAgainstARule() {
        Backtest test = new Backtest(List.of(), rule(FIELD, 60, 1, 1), Set.of());
        frames(test, "n1", 0, 60, 50);
        test.label(cooling("n1", 40, 100, 55));
        test.label(cooling("elsewhere", 10, 50, 12));

        assertThat(test.report().faults()).isZero();
    }

    @Test
    void findsSilenceInTheGapsBetweenFrames() {
        Backtest test = new Backtest(List.of(), rule("missedReports", 3, 1, 1), Set.of());
        frames(test, "n1", 0, 10, 50);
        frames(test, "n1", 40, 80, 50);
        test.label(
                new FaultLabel("s", "n1", FaultKind.NODE_SILENCE, FaultSeverity.SEVERE, "", 1, at(10), at(40), at(10)));

        BacktestReport report = test.report();

        assertThat(report.tested().recall()).isEqualTo(1);
        // The last frame is of minute 9 and reports are due every 20 s: three are missing at minute 10.
        assertThat(report.tested().medianLeadSeconds()).isZero();
        assertThat(report.tested().precision()).isEqualTo(1);
    }

    @Test
    void leavesOutImpossibleFramesAndRefusesAWrongRule() {
        Backtest test = new Backtest(List.of(), rule(FIELD, 60, 1, 1), Set.of());
        frames(test, "n1", 0, 1, 9_999);
        assertThat(test.report().unusable()).isOne();
        assertThat(test.report().frames()).isZero();

        assertThatThrownBy(() -> new Backtest(List.of(), rule("mood", Double.NaN, 0, 1), Set.of()))
                .hasMessageContaining("mood")
                .hasMessageContaining("persistence 0")
                .hasMessageContaining("no level");
    }

    @Test
    void aFailingSensorIsNamedByARuleOnItsOwnReadingAlone() {
        FaultLabel stuck =
                new FaultLabel("x", "n1", FaultKind.STUCK_SENSOR, FaultSeverity.MILD, FIELD, 1, NOON, NOON, NOON);

        assertThat(Nameable.names(Nameable.kinds(FIELD), FIELD, stuck)).isTrue();
        String flat = FIELD + "UnchangedMinutes";
        assertThat(Nameable.names(Nameable.kinds(flat), flat, stuck)).isTrue();
        assertThat(Nameable.kinds(FIELD + "PerMinute")).isEqualTo(Nameable.kinds(FIELD));
        assertThat(Nameable.names(Nameable.kinds("busVoltageVolts"), "busVoltageVolts", stuck))
                .isFalse();
    }
}
