package space.penumbra.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.rules.ShadowFinding;

class ShadowTallyTest {

    private KeyedOneInputStreamOperatorTestHarness<String, ShadowFinding, ShadowCount> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ShadowFinding, ShadowCount> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ShadowTally()), ShadowTally::key, Types.STRING);
    }

    private void find(long number, long second, boolean ofShadow) throws Exception {
        harness.processElement(
                new ShadowFinding(
                        "gpu",
                        number,
                        1,
                        ofShadow,
                        true,
                        false,
                        "n1",
                        LimitLevel.WATCH,
                        81,
                        80,
                        Inputs.NOON.plusSeconds(second)),
                0);
    }

    private void fleetTime(long second) throws Exception {
        harness.processWatermark(new Watermark(Inputs.NOON.plusSeconds(second).toEpochMilli()));
    }

    private List<ShadowCount> counts() {
        return harness.extractOutputValues();
    }

    @Test
    void givesACountAMinuteForEachVersionAndForgetsIt() throws Exception {
        find(2, 10, true);
        find(2, 20, true);
        find(2, 30, false);
        find(3, 40, true);
        fleetTime(59);
        assertThat(counts()).isEmpty();
        fleetTime(60);
        assertThat(counts())
                .extracting(count -> count.key() + " " + count.shadowRaised() + " " + count.liveRaised())
                .containsExactlyInAnyOrder("gpu@2 2 1", "gpu@3 1 0");
        fleetTime(200);
        assertThat(counts()).as("nothing was found since").hasSize(2);
    }

    @Test
    void whatComesLateIsCountedInTheNextMinute() throws Exception {
        fleetTime(130);
        find(2, 10, true);
        fleetTime(179);
        assertThat(counts()).isEmpty();
        fleetTime(180);
        assertThat(counts()).singleElement().satisfies(count -> {
            assertThat(count.from()).isEqualTo(Inputs.NOON.plusSeconds(10));
            assertThat(count.shadowRaised()).isOne();
        });
    }

    @Test
    void losesAndDoublesNothingOverARestore() throws Exception {
        find(2, 10, true);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        find(2, 20, true);
        fleetTime(60);
        assertThat(counts())
                .singleElement()
                .extracting(ShadowCount::shadowRaised)
                .isEqualTo(2L);
    }
}
