package space.penumbra.cli.reckoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class AlarmOracleTest {

    /** What the health job would tell of these frames. */
    private static List<AlarmEvent> told(List<TelemetryFrame> frames) {
        List<AlarmEvent> told = new ArrayList<>();
        HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), new HealthSink() {
            @Override
            public void alarm(AlarmEvent event) {
                told.add(event);
            }

            @Override
            public void status(NodeStatus status) {
                assertThat(status.nodeId()).isEqualTo("n1");
            }
        });
        NodeHealth node = new NodeHealth();
        frames.forEach(frame -> monitor.frame(node, frame));
        return told;
    }

    /** A node whose hottest GPU goes from 60 to 120 °C and back. */
    private static List<TelemetryFrame> fever() {
        List<TelemetryFrame> frames = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TelemetryFrame frame = new TelemetryFrame();
            frame.nodeId("n1").sequence(i).timeMillis(1_000_000L + i * 10_000L);
            frame.set(Reading.ALTITUDE, 550);
            frame.set(Reading.GPU_TEMPERATURE_MAX, 60 + 3 * Math.min(i, 40 - i));
            frames.add(frame);
        }
        return frames;
    }

    private static AlarmOracle oracle(List<TelemetryFrame> frames, List<AlarmEvent> told) {
        AlarmOracle oracle = new AlarmOracle();
        frames.forEach(oracle::frame);
        told.forEach(oracle::told);
        return oracle;
    }

    @Test
    void agreesWithAPlatformThatLostNothing() {
        List<AlarmEvent> told = told(fever());
        AlarmOracle oracle = oracle(fever(), told);
        assertThat(told).isNotEmpty();
        assertThat(oracle.missing()).isEmpty();
        assertThat(oracle.invented()).isEmpty();
    }

    @Test
    void missesAnAlarmThatNobodyTold() {
        List<AlarmEvent> told = told(fever());
        AlarmOracle oracle = oracle(fever(), told.subList(1, told.size()));
        assertThat(oracle.missing()).hasSize(1);
        assertThat(oracle.invented()).isEmpty();
    }

    @Test
    void findsAnAlarmThatTheFramesDoNotDemand() {
        AlarmOracle oracle = oracle(fever().subList(0, 5), told(fever()));
        assertThat(oracle.missing()).isEmpty();
        assertThat(oracle.invented()).isNotEmpty();
    }
}
