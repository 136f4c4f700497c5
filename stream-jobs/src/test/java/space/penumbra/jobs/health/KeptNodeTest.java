package space.penumbra.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
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

class KeptNodeTest {

    private final RuleBook rules = new RuleBook(DefaultRules.all());
    private final HealthMonitor monitor = new HealthMonitor(rules, new Nowhere());

    /** Kept after every frame, a node comes to the same as one that stayed open: levels, counts and what rules on rates remember included. */
    @Test
    void goesOnAsIfItHadStayedOpen() throws Exception {
        NodeHealth stayed = new NodeHealth();
        KeptNode kept = new KeptNode();
        kept.keep(new NodeHealth());
        for (int second = 0; second < 200; second++) {
            monitor.frame(stayed, frame(second));
            NodeHealth opened = kept.open();
            monitor.frame(opened, frame(second));
            kept.keep(opened);
        }

        KeptNode whole = new KeptNode();
        whole.keep(stayed);
        assertThat(stayed.limits.occurrencesAt(stayed.limits.placeOf(hottest())))
                .isPositive();
        assertThat(kept.open().limits.numbers()).isEqualTo(stayed.limits.numbers());
        assertThat(saved(kept)).isEqualTo(saved(whole));
    }

    /** What is saved is known by the ids of rules, and opens to the same once it is bound to them again. */
    @Test
    void opensFromWhatWasSaved() throws Exception {
        KeptNode kept = after(100);

        KeptNode back = KeptNode.saved(saved(kept));

        assertThat(back.open().limits.list()).isNull();
        assertThat(saved(back)).isEqualTo(saved(kept));
        NodeHealth opened = back.open();
        monitor.frame(opened, frame(100));
        back.keep(opened);
        NodeHealth other = kept.open();
        monitor.frame(other, frame(100));
        kept.keep(other);
        assertThat(saved(back)).isEqualTo(saved(kept));
    }

    @Test
    void doesNotChangeWhatWasCopied() throws Exception {
        KeptNode kept = after(50);
        KeptNode copy = kept.copy();
        byte[] before = saved(copy);

        NodeHealth opened = kept.open();
        monitor.frame(opened, frame(50));
        kept.keep(opened);

        assertThat(saved(copy)).isEqualTo(before).isNotEqualTo(saved(kept));
    }

    private KeptNode after(int seconds) {
        NodeHealth node = new NodeHealth();
        for (int second = 0; second < seconds; second++) {
            monitor.frame(node, frame(second));
        }
        KeptNode kept = new KeptNode();
        kept.keep(node);
        return kept;
    }

    /** Fifty seconds are too hot, fifty are not. */
    private static TelemetryFrame frame(int second) {
        return new TelemetryFrame()
                .nodeId("n1")
                .timeMillis(1_800_000_000_000L + second * 1000L)
                .sequence(second)
                .set(Reading.GPU_TEMPERATURE_MAX, second / 50 % 2 == 0 ? 96 : 50)
                .set(Reading.ALTITUDE, 550);
    }

    private String hottest() {
        return List.copyOf(rules.rules()).stream()
                .filter(rule -> rule.field().equals(Reading.GPU_TEMPERATURE_MAX.field()) && rule.above())
                .filter(rule -> rule.profile().equals(DefaultRules.ORBITAL))
                .findFirst()
                .orElseThrow()
                .ruleId();
    }

    private static byte[] saved(KeptNode kept) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        kept.save(out);
        return out.getCopyOfBuffer();
    }

    private static final class Nowhere implements HealthSink {
        @Override
        public void alarm(AlarmEvent event) {
            // Nobody asks here.
        }

        @Override
        public void status(NodeStatus status) {
            // Nobody asks here.
        }
    }
}
