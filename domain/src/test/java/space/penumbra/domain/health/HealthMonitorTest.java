package space.penumbra.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class HealthMonitorTest implements HealthSink {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final String NODE = "dd650-03-07";

    private final List<AlarmEvent> alarms = new ArrayList<>();
    private final List<NodeStatus> statuses = new ArrayList<>();
    private final HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), this);
    private final NodeHealth node = new NodeHealth();

    @Override
    public void alarm(AlarmEvent event) {
        alarms.add(event);
    }

    @Override
    public void status(NodeStatus status) {
        statuses.add(status);
    }

    private static long at(long seconds) {
        return NOON.plusSeconds(seconds).toEpochMilli();
    }

    private void frame(long seconds, double gpuCelsius, double sun) {
        monitor.frame(
                node,
                new TelemetryFrame()
                        .nodeId(NODE)
                        .timeMillis(at(seconds))
                        .sequence(seconds)
                        .set(Reading.GPU_TEMPERATURE_MAX, gpuCelsius)
                        .set(Reading.SUN_SENSOR, sun)
                        .set(Reading.ALTITUDE, 650));
    }

    private void noContact(long from, long to) {
        HazardWindow window = new HazardWindow(
                "h", HazardKind.NO_CONTACT, NOON.plusSeconds(from), NOON.plusSeconds(to), 0, 0, 1, 0, "");
        monitor.hazards(node, new HazardSchedule(NODE, 1, List.of(window), NOON.plusSeconds(9999), NOON, NOON));
    }

    @Test
    void saysInOneSentenceWhatIsWrong() {
        for (int second = 0; second < 4; second++) {
            frame(second, 93.4, 1);
        }

        assertThat(alarms).hasSize(1);
        AlarmEvent alarm = alarms.get(0);
        assertThat(alarm.alarmKey()).isEqualTo(NODE + "/gpu-temperature");
        assertThat(alarm.change()).isEqualTo(AlarmChange.RAISED);
        assertThat(alarm.level()).isEqualTo(LimitLevel.DISTRESS);
        assertThat(alarm.message())
                .isEqualTo("GPU temperature max is 93.4 °C, above the DISTRESS limit of 92 °C in the Sun.");
        assertThat(alarm.time()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void aFleetThatStartsAsOneDoesNotBeatAsOne() {
        int nodes = 600;
        List<NodeHealth> fleet = Stream.generate(NodeHealth::new).limit(nodes).toList();
        int[] beats = new int[31];
        for (int second = 0; second <= 30; second++) {
            int before = statuses.size();
            for (int i = 0; i < nodes; i++) {
                TelemetryFrame frame = new TelemetryFrame()
                        .nodeId("dd650-00-" + i)
                        .timeMillis(at(second))
                        .sequence(second);
                monitor.frame(fleet.get(i), frame);
            }
            beats[second] = statuses.size() - before;
        }

        assertThat(beats[0]).isEqualTo(nodes);
        // Twenty a second would be even.
        assertThat(Arrays.stream(beats).skip(1)).allMatch(each -> each > 0 && each <= 60);
        assertThat(Arrays.stream(beats).sum()).isBetween(2 * nodes, 2 * nodes + 60);
    }

    @Test
    void givesAStatusAtTheFirstFrameOnChangeAndEveryHalfMinute() {
        frame(0, 60, 1);
        frame(10, 60, 1);
        assertThat(statuses).hasSize(1);
        frame(20, 60, 0);
        assertThat(statuses).hasSize(2);
        assertThat(statuses.get(1).illumination()).isEqualTo(Illumination.UMBRA);
        frame(49, 60, 0);
        assertThat(statuses).hasSize(2);
        frame(50, 60, 0);
        assertThat(statuses).hasSize(3);
        assertThat(statuses.get(2).frames()).isEqualTo(5);
        assertThat(statuses.get(2).level()).isEqualTo(LimitLevel.IN_LIMITS);
    }

    @Test
    void showsTheWorstOpenAlarmInTheStatus() {
        for (int second = 0; second < 3; second++) {
            frame(second, 97, 1);
        }

        NodeStatus last = statuses.get(statuses.size() - 1);
        assertThat(last.level()).isEqualTo(LimitLevel.CRITICAL);
        assertThat(last.openAlarms()).isEqualTo(1);
        assertThat(last.worstAlarm()).isEqualTo(NODE + "/gpu-temperature");
    }

    @Test
    void findsANodeSilentAfterThreeReportsAtLeastAMinuteAndBackAgain() {
        frame(0, 60, 1);

        assertThat(monitor.nextSilenceCheck(NODE, node, at(0))).isEqualTo(at(60));
        monitor.silence(NODE, node, at(59));
        assertThat(alarms).isEmpty();
        monitor.silence(NODE, node, at(60));
        assertThat(alarms).extracting(AlarmEvent::ruleId).containsExactly("silence");
        assertThat(alarms.get(0).message())
                .isEqualTo("No frame for 3 report intervals of 20 s although contact was expected.");
        assertThat(statuses.get(statuses.size() - 1).silent()).isTrue();
        // It worsens at 15 report intervals of 20 s.
        assertThat(monitor.nextSilenceCheck(NODE, node, at(60))).isEqualTo(at(300));

        frame(120, 60, 1);
        assertThat(alarms.get(1).change()).isEqualTo(AlarmChange.RETURNED);
        assertThat(statuses.get(statuses.size() - 1).silent()).isFalse();
    }

    @Test
    void looksForNoFurtherSilenceBeyondTheGravestLevel() {
        frame(0, 60, 1);
        monitor.silence(NODE, node, at(60 * 20));

        assertThat(alarms).extracting(AlarmEvent::level).containsExactly(LimitLevel.CRITICAL);
        assertThat(monitor.nextSilenceCheck(NODE, node, at(60 * 20))).isEqualTo(NodeHealth.NO_CHECK);
    }

    @Test
    void doesNotCallANodeSilentWhereNoContactIsExpected() {
        frame(0, 60, 1);
        noContact(30, 900);

        monitor.silence(NODE, node, at(60));
        assertThat(alarms).isEmpty();
        assertThat(monitor.nextSilenceCheck(NODE, node, at(60))).isEqualTo(at(900));
        // From the end of the window the node has the usual minute.
        assertThat(monitor.nextSilenceCheck(NODE, node, at(900))).isEqualTo(at(960));
        monitor.silence(NODE, node, at(959));
        assertThat(alarms).isEmpty();
        monitor.silence(NODE, node, at(960));
        assertThat(alarms).hasSize(1);
    }

    @Test
    void letsReorderedFramesCountButNotDecide() {
        frame(0, 60, 1);
        frame(30, 60, 1);
        for (int second = 10; second < 20; second++) {
            frame(second, 99, 0);
        }

        assertThat(alarms).isEmpty();
        assertThat(node.frames).isEqualTo(12);
    }

    @Test
    void letsADuplicateCountOnceTowardsPersistence() {
        frame(0, 60, 1);
        // Hot in one frame that comes five times, then hot again: two frames in a row, and the rule wants three.
        for (int copy = 0; copy < 5; copy++) {
            frame(10, 99, 1);
        }
        frame(20, 99, 1);
        assertThat(alarms).isEmpty();

        frame(30, 99, 1);
        assertThat(alarms).hasSize(1);
    }

    @Test
    void judgesANodeByItsNewLimitsWhenItsHardwareChanges() {
        monitor.spec(node, spec(DefaultRules.ORBITAL));
        frame(0, 60, 1);
        frame(10, 99, 1);
        frame(20, 99, 1);
        frame(30, 99, 1);
        assertThat(changes("gpu-temperature")).containsExactly(AlarmChange.RAISED);

        monitor.spec(node, spec("nothing-is-watched"));
        frame(40, 99, 1);

        // The rules of before are none of its own any more: what they raised is over, though it is as hot as ever.
        assertThat(changes("gpu-temperature")).containsExactly(AlarmChange.RAISED, AlarmChange.RETURNED);
    }

    private List<AlarmChange> changes(String ruleId) {
        return alarms.stream()
                .filter(alarm -> alarm.ruleId().equals(ruleId))
                .map(AlarmEvent::change)
                .toList();
    }

    private static NodeSpec spec(String profile) {
        return new NodeSpec(
                NODE, "twin", "", "s", 0, 8, 80, 75, 700, 1000, 10_000, 5000, 0.3, 7000, 100, 20, profile, false, NOON);
    }
}
