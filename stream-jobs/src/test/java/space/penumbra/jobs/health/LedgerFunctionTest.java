package space.penumbra.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearAdvice;
import space.penumbra.domain.wear.WearSample;

class LedgerFunctionTest {

    private static final Instant BEGIN = Instant.parse("2026-06-21T00:00:00Z");

    private static KeyedOneInputStreamOperatorTestHarness<String, WearSample, NodeWear> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LedgerFunction()), WearSample::nodeId, Types.STRING);
    }

    private static WearSample sample(int minutes, double capacityRatio) {
        return new WearSample(
                "n", 8, 10_000, 5_000, Double.NaN, capacityRatio, Double.NaN, -1, -1, BEGIN.plusSeconds(60L * minutes));
    }

    @Test
    void writesTheLedgerWhenAnHourClosesAndRemembersItOverARestart() throws Exception {
        var harness = harness();
        harness.open();
        for (int minutes = 0; minutes < 60; minutes += 10) {
            harness.processElement(sample(minutes, 0.6), 0);
        }
        assertThat(harness.extractOutputValues()).isEmpty();
        harness.processElement(sample(60, 0.9), 0);
        // The same again is nothing new.
        harness.processElement(sample(60, 0.9), 0);
        List<NodeWear> written = harness.extractOutputValues();
        assertThat(written).hasSize(1);
        assertThat(written.get(0).advice()).isEqualTo(WearAdvice.AVOID_LONG_JOBS);
        assertThat(written.get(0).components().get(0).level()).isEqualTo(0.6);
        OperatorSubtaskState saved = harness.snapshot(1, 1);
        harness.close();

        var again = harness();
        again.initializeState(saved);
        again.open();
        again.processElement(sample(120, 0.9), 0);
        // The hours of 0.6 and of 0.9.
        assertThat(again.extractOutputValues()).singleElement().satisfies(wear -> {
            assertThat(wear.components().get(0).points()).isEqualTo(2);
            assertThat(wear.components().get(0).level()).isEqualTo(0.75);
        });
        again.close();
    }
}
