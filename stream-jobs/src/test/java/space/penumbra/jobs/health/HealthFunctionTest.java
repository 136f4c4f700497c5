package space.penumbra.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;

class HealthFunctionTest {

    private static final String NODE = "dd650-03-07";

    private KeyedBroadcastOperatorTestHarness<String, NodeInput, RuleVersion, AlarmEvent> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedBroadcastOperatorTestHarness<String, NodeInput, RuleVersion, AlarmEvent> harness()
            throws Exception {
        var operator =
                new CoBroadcastWithKeyedOperator<>(new HealthFunction(1), List.of(HealthFunction.RULES, Shadows.TRIED));
        return new KeyedBroadcastOperatorTestHarness<>(operator, NodeInput::node, Types.STRING, 128, 1, 0);
    }

    private void take(NodeInput... inputs) throws Exception {
        for (NodeInput input : inputs) {
            harness.processElement(input, 0);
        }
    }

    private void take(long fromSecond, long toSecond, double gpuCelsius) throws Exception {
        for (long second = fromSecond; second < toSecond; second++) {
            take(Inputs.input(Inputs.frame(NODE, second, gpuCelsius)));
        }
    }

    private void fleetTime(long second) throws Exception {
        harness.processBroadcastWatermark(new Watermark(Long.MAX_VALUE));
        harness.processWatermark(new Watermark(Inputs.NOON.plusSeconds(second).toEpochMilli()));
    }

    private List<AlarmEvent> alarms() {
        return harness.extractOutputValues();
    }

    private <T> List<T> aside(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    private List<RejectionReason> reasons() {
        return aside(HealthFunction.REJECTED).stream()
                .map(RejectedRecord::reason)
                .toList();
    }

    private static LimitRule rule(double watch, long version) {
        double none = Double.NaN;
        return new LimitRule(
                "gpu-temperature",
                "orbital",
                "gpuTemperatureMaxCelsius",
                true,
                LimitContext.ANY,
                watch,
                none,
                none,
                none,
                none,
                1,
                1,
                true,
                version,
                "",
                Instant.EPOCH);
    }

    @Test
    void raisesWorsensAndReturnsAnAlarmOfFramesAlone() throws Exception {
        take(0, 3, 86);
        take(3, 4, 97);
        take(4, 5, 60);

        assertThat(alarms())
                .extracting(AlarmEvent::change)
                .containsExactly(AlarmChange.RAISED, AlarmChange.WORSENED, AlarmChange.RETURNED);
        assertThat(alarms()).extracting(AlarmEvent::occurrence).containsOnly(1L);
    }

    @Test
    void divertsEveryUnusableRecordWithItsBytesPositionAndReason() throws Exception {
        byte[] corrupt = Arrays.copyOf(FrameCodec.INSTANCE.encode(Inputs.frame(NODE, 0, 60)), 60);
        TelemetryFrame implausible = Inputs.frame(NODE, 1, 60).set(Reading.BUS_VOLTAGE, 65_535);

        take(Inputs.input(NODE, corrupt, 0));
        take(Inputs.input(NODE, new byte[0], 0));
        take(Inputs.input("another", FrameCodec.INSTANCE.encode(Inputs.frame(NODE, 0, 60)), 0));
        take(Inputs.input("", FrameCodec.INSTANCE.encode(Inputs.frame(NODE, 0, 60)), 0));
        take(Inputs.input(implausible));
        take(Inputs.ahead(Inputs.frame(NODE, 90_000, 60)));

        assertThat(reasons())
                .containsExactly(
                        RejectionReason.UNDECODABLE,
                        RejectionReason.UNDECODABLE,
                        RejectionReason.WRONG_NODE,
                        RejectionReason.WRONG_NODE,
                        RejectionReason.OUT_OF_RANGE,
                        RejectionReason.AHEAD_OF_TIME);
        RejectedRecord first = aside(HealthFunction.REJECTED).get(0);
        assertThat(first.original()).isEqualTo(corrupt);
        assertThat(first.topic()).isEqualTo("telemetry.frames");
        assertThat(first.partition()).isEqualTo(3);
        assertThat(aside(HealthFunction.REJECTED).get(4).detail()).contains("busVoltageVolts 65535.0 V");
        assertThat(aside(HealthFunction.STATUS)).isEmpty();
    }

    @Test
    void takesAPackAsItTakesItsFramesOneByOne() throws Exception {
        take(0, 3, 86);
        take(3, 5, 97);
        List<AlarmEvent> oneByOne = List.copyOf(alarms());
        List<NodeStatus> statuses = List.copyOf(aside(HealthFunction.STATUS));
        close();

        open();
        take(Inputs.pack(
                Inputs.frame(NODE, 0, 86),
                Inputs.frame(NODE, 1, 86),
                Inputs.frame(NODE, 2, 86),
                Inputs.frame(NODE, 3, 97),
                Inputs.frame(NODE, 4, 97)));

        assertThat(alarms()).isEqualTo(oneByOne).hasSize(2);
        assertThat(aside(HealthFunction.STATUS)).isEqualTo(statuses);
    }

    @Test
    void divertsTheUnusableFramesOfAPackAndTakesTheOthers() throws Exception {
        TelemetryFrame implausible = Inputs.frame(NODE, 1, 60).set(Reading.BUS_VOLTAGE, 65_535);
        NodeInput pack = Inputs.pack(
                Inputs.frame(NODE, 0, 60),
                implausible,
                Inputs.frame(NODE, 2, 60),
                Inputs.frame(NODE, 2, 60),
                Inputs.frame(NODE, 3602, 60));

        take(pack, Inputs.input(Inputs.frame(NODE, 40, 60)));

        assertThat(reasons())
                .containsExactly(
                        RejectionReason.OUT_OF_RANGE, RejectionReason.DUPLICATE, RejectionReason.AHEAD_OF_TIME);
        assertThat(aside(HealthFunction.REJECTED))
                .extracting(RejectedRecord::place)
                .containsExactly(2, 4, 5);
        assertThat(aside(HealthFunction.REJECTED).get(0).original()).isEqualTo(pack.value());
        assertThat(aside(HealthFunction.STATUS))
                .last()
                .extracting(NodeStatus::frames)
                .isEqualTo(3L);
    }

    @Test
    void keepsWhatCameBeforeTheBreakInAPack() throws Exception {
        byte[] whole = Inputs.packed(Inputs.frame(NODE, 0, 60), Inputs.frame(NODE, 1, 60));
        take(Inputs.input(NODE, Arrays.copyOf(whole, whole.length - 20), 0));
        take(Inputs.input(Inputs.frame(NODE, 40, 60)));

        assertThat(reasons()).containsExactly(RejectionReason.UNDECODABLE);
        assertThat(aside(HealthFunction.REJECTED).get(0).place()).isEqualTo(RejectedRecord.WHOLE);
        assertThat(aside(HealthFunction.STATUS))
                .last()
                .extracting(NodeStatus::frames)
                .isEqualTo(2L);
    }

    @Test
    void divertsLateAndRepeatedFrames() throws Exception {
        take(Inputs.input(Inputs.frame(NODE, 100, 60)));
        take(Inputs.input(Inputs.frame(NODE, 100, 60)));
        take(Inputs.input(Inputs.frame(NODE, 39, 60)));
        take(Inputs.input(Inputs.frame(NODE, 41, 60)));

        assertThat(reasons()).containsExactly(RejectionReason.DUPLICATE, RejectionReason.TOO_LATE);
    }

    @Test
    void appliesAChangedRuleAtOnceAndNeverALowerVersion() throws Exception {
        take(0, 3, 70);
        harness.processBroadcastElement(RuleVersion.inForce(rule(65, 3)), 0);
        take(3, 4, 70);
        harness.processBroadcastElement(RuleVersion.inForce(rule(99, 2)), 0);
        take(4, 5, 70);
        assertThat(alarms()).extracting(AlarmEvent::change).containsExactly(AlarmChange.RAISED);

        harness.processBroadcastElement(RuleVersion.inForce(rule(99, 4)), 0);
        take(5, 6, 70);
        assertThat(alarms()).extracting(AlarmEvent::change).containsExactly(AlarmChange.RAISED, AlarmChange.RETURNED);
    }

    @Test
    void findsSilenceByFleetTimeAndItsEndByAFrame() throws Exception {
        take(Inputs.input(Inputs.frame(NODE, 0, 60)));
        fleetTime(59);
        assertThat(alarms()).isEmpty();
        fleetTime(60);
        assertThat(alarms()).extracting(AlarmEvent::ruleId).containsExactly("silence");
        fleetTime(400);
        assertThat(alarms()).extracting(AlarmEvent::change).contains(AlarmChange.WORSENED);
        take(Inputs.input(Inputs.frame(NODE, 500, 60)));

        List<NodeStatus> statuses = aside(HealthFunction.STATUS);
        assertThat(statuses).extracting(NodeStatus::silent).containsExactly(false, true, true, false);
        assertThat(alarms().get(2).change()).isEqualTo(AlarmChange.RETURNED);
    }

    @Test
    void waitsForANodeAsItsDescriptionSays() throws Exception {
        take(Inputs.input(Inputs.frame(NODE, 0, 60)), Inputs.spec(NODE, 100, false));
        fleetTime(299);
        assertThat(alarms()).isEmpty();
        fleetTime(300);
        assertThat(alarms()).hasSize(1);

        take(Inputs.spec(NODE, 100, true));
        assertThat(alarms()).extracting(AlarmEvent::change).containsExactly(AlarmChange.RAISED, AlarmChange.RETURNED);
    }

    @Test
    void goesOnAfterARestoreAsIfNothingHadHappened() throws Exception {
        List<AlarmEvent> whole = new ArrayList<>();
        List<NodeStatus> wholeStatuses = new ArrayList<>();
        scenarioBefore();
        scenarioAfter();
        whole.addAll(alarms());
        wholeStatuses.addAll(aside(HealthFunction.STATUS));
        close();

        open();
        scenarioBefore();
        List<AlarmEvent> parts = new ArrayList<>(alarms());
        List<NodeStatus> partStatuses = new ArrayList<>(aside(HealthFunction.STATUS));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        scenarioAfter();
        parts.addAll(alarms());
        partStatuses.addAll(aside(HealthFunction.STATUS));

        assertThat(parts).isEqualTo(whole).hasSize(6);
        assertThat(partStatuses).isEqualTo(wholeStatuses);
        // The repeated frame was known from before the restore.
        assertThat(reasons()).containsExactly(RejectionReason.DUPLICATE);
    }

    private static RuleVersion version(RuleState state, double watch, long number) {
        Instant noon = Inputs.NOON;
        return new RuleVersion(state, rule(watch, number), 1, 0, "mia", "calmer", noon, noon, "mia", "calmer", noon);
    }

    @Test
    void aRuleInShadowIsJudgedBesideTheOneInForceAndAlarmsNobody() throws Exception {
        harness.processBroadcastElement(version(RuleState.SHADOW, 65, 2), 0);
        take(0, 2, 70);
        take(2, 5, 90);
        assertThat(alarms()).as("the rule in force alone").hasSize(1);
        assertThat(aside(Shadows.FOUND))
                .extracting(finding -> finding.ofShadow() + " " + finding.raised() + " " + finding.value())
                .containsExactly("true true 70.0", "false true 90.0");

        harness.processBroadcastElement(version(RuleState.DRAFT, 65, 2), 0);
        take(5, 6, 60);
        take(6, 9, 90);
        assertThat(aside(Shadows.FOUND)).as("the trial is over").hasSize(2);
    }

    @Test
    void aRateInShadowRemembersOverARestore() throws Exception {
        LimitRule base = rule(5, 2);
        LimitRule rate = new LimitRule(
                base.ruleId(),
                base.profile(),
                "gpuTemperatureMaxCelsiusPerMinute",
                true,
                base.context(),
                5,
                base.warning(),
                base.distress(),
                base.critical(),
                base.severe(),
                1,
                1,
                true,
                2,
                "",
                base.time());
        harness.processBroadcastElement(
                new RuleVersion(
                        RuleState.SHADOW, rate, 1, 0, "mia", "", rate.time(), rate.time(), "mia", "", rate.time()),
                0);
        take(Inputs.input(Inputs.frame(NODE, 0, 60)));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        take(Inputs.input(Inputs.frame(NODE, 60, 70)));
        assertThat(aside(Shadows.FOUND))
                .singleElement()
                .satisfies(finding -> assertThat(finding.value()).isEqualTo(10));
    }

    @Test
    void aTrialThatIsStartedAgainBeginsWithNothingRemembered() throws Exception {
        harness.processBroadcastElement(version(RuleState.SHADOW, 65, 2), 0);
        take(0, 2, 70);
        harness.processBroadcastElement(version(RuleState.DRAFT, 65, 2), 0);
        harness.processBroadcastElement(version(RuleState.SHADOW, 65, 2), 0);
        take(2, 3, 70);
        assertThat(aside(Shadows.FOUND)).hasSize(2);
    }

    @Test
    void aDraftOrARetiredVersionHasNoEffect() throws Exception {
        harness.processBroadcastElement(version(RuleState.DRAFT, 65, 2), 0);
        harness.processBroadcastElement(version(RuleState.RETIRED, 65, 3), 0);
        take(0, 3, 70);
        assertThat(alarms()).isEmpty();
        assertThat(aside(Shadows.FOUND)).isEmpty();
    }

    @Test
    void aTrialGoesOnAfterARestore() throws Exception {
        harness.processBroadcastElement(version(RuleState.SHADOW, 65, 2), 0);
        take(0, 2, 70);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        take(2, 4, 70);
        assertThat(aside(Shadows.FOUND)).as("raised before the restore").isEmpty();
        take(4, 5, 60);
        take(5, 6, 70);
        assertThat(aside(Shadows.FOUND)).hasSize(1);
    }

    private void scenarioBefore() throws Exception {
        harness.processBroadcastElement(RuleVersion.inForce(rule(65, 3)), 0);
        take(Inputs.spec(NODE, 30, false));
        take(0, 3, 70);
        take(3, 5, 60);
        take(5, 6, 70);
    }

    private void scenarioAfter() throws Exception {
        take(5, 6, 70);
        take(6, 7, 60);
        fleetTime(150);
        take(160, 161, 60);
        assertThat(alarms()).isNotEmpty();
        assertThat(alarms().get(alarms().size() - 1).level()).isEqualTo(LimitLevel.IN_LIMITS);
    }
}
