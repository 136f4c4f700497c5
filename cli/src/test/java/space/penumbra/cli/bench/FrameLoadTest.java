package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.wear.WearSample;
import space.penumbra.wire.FrameCursor;

class FrameLoadTest {

    @Test
    void everyFrameIsOneThatTheHealthJobTakes() {
        FrameLoad load = new FrameLoad(0);
        FrameCursor frames = new FrameCursor();
        TelemetryFrame frame = new TelemetryFrame();
        for (int node = 0; node < 20_000; node++) {
            frames.open(load.record(node, 0, 10));
            for (long sequence = 0; frames.next(frame); sequence++) {
                assertThat(frame.sequence()).isEqualTo(sequence);
                assertThat(Plausibility.problem(frame)).isNull();
            }
        }
    }

    @Test
    void aSoundNodeIsSilentAndABrokenOneSaysWhatBroke() {
        int nodes = 3 * FrameLoad.NODES_TO_A_FAULT * FrameLoad.Fault.values().length;
        Map<String, Set<String>> said = new HashMap<>();
        HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), new Listener(said));
        FrameLoad load = new FrameLoad(0);
        for (int node = 0; node < nodes; node++) {
            NodeHealth health = new NodeHealth();
            monitor.spec(health, FrameLoad.spec(node));
            for (int round = 0; round < 21; round++) {
                monitor.frame(health, load.frame(node, round));
            }
        }
        Map<String, Set<String>> expected = new HashMap<>();
        Set<FrameLoad.Fault> broken = new TreeSet<>();
        for (int node = 0; node < nodes; node++) {
            if (FrameLoad.fault(node) != FrameLoad.Fault.NONE) {
                broken.add(FrameLoad.fault(node));
                expected.put(FrameLoad.nodeId(node), Set.of(saidOf(FrameLoad.fault(node))));
            }
        }
        assertThat(broken).hasSize(FrameLoad.Fault.values().length - 1);
        assertThat(said).isEqualTo(expected);
    }

    private static String saidOf(FrameLoad.Fault fault) {
        return switch (fault) {
            case ARRAY -> "residual-array-output";
            case FLOW -> "residual-cooling-loop";
            case PLATE_SENSOR -> "residual-plate-sensor";
            case POINTING -> "pointing-error";
            case NEIGHBOUR -> "residual-noisy-neighbour";
            case NONE -> "";
        };
    }

    private record Listener(Map<String, Set<String>> said) implements HealthSink {

        @Override
        public void alarm(AlarmEvent event) {
            said.computeIfAbsent(event.nodeId(), id -> new HashSet<>()).add(event.ruleId());
        }

        @Override
        public void status(NodeStatus status) {}

        @Override
        public void wear(WearSample sample) {}
    }
}
