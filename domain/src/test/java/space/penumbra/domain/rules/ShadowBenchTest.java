package space.penumbra.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class ShadowBenchTest {

    private static final LimitRule LIVE = RuleHistoryTest.limits("gpuTemperatureMaxCelsius", 85);

    private final RuleBook book = new RuleBook(List.of(LIVE));
    private final List<ShadowFinding> found = new ArrayList<>();
    private final ShadowBench bench = new ShadowBench(book, found::add);
    private ShadowState node = new ShadowState();
    private long second;

    private void frame(String profile, double celsius) {
        TelemetryFrame frame = new TelemetryFrame()
                .nodeId("n1")
                .timeMillis(RuleHistoryTest.NOON.plusSeconds(second).toEpochMilli())
                .sequence(second++)
                .set(Reading.GPU_TEMPERATURE_MAX, celsius);
        bench.frame(node, profile, frame, Double.NaN, Surroundings.SUNLIT);
    }

    private static RuleVersion shadow(long number, double watch) {
        return RuleHistoryTest.version(RuleState.SHADOW, number, watch);
    }

    @Test
    void judgesAShadowBesideTheRuleInForceFromTheSameFrameOn() {
        bench.offer(shadow(2, 80));
        frame("orbital", 82);
        frame("orbital", 86);
        frame("orbital", 60);

        assertThat(found).hasSize(2);
        ShadowFinding first = found.get(0);
        assertThat(first.ofShadow()).isTrue();
        assertThat(first.raised()).isTrue();
        assertThat(first.otherOpen()).isFalse();
        assertThat(first.limit()).isEqualTo(80);
        assertThat(first.liveNumber()).isEqualTo(1);
        assertThat(found.get(1).ofShadow()).isFalse();
        assertThat(found.get(1).otherOpen()).as("the shadow had spoken before").isTrue();
        assertThat(node.isEmpty()).as("only what was counted before is left").isFalse();
    }

    @Test
    void holdsForTheNodesForWhichItWouldHold() {
        bench.offer(shadow(2, 80));
        frame("host", 99);
        assertThat(found).isEmpty();
        assertThat(node.isEmpty()).isTrue();

        LimitRule own = new LimitRule(
                "own",
                "node:n1",
                LIVE.field(),
                true,
                LIVE.context(),
                95,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                1,
                1,
                true,
                1,
                "",
                Instant.EPOCH);
        book.offer(own);
        frame("orbital", 90);
        assertThat(found).as("the node's own rule stands in for it").isEmpty();
    }

    @Test
    void isIdleAgainWhenTheTrialEndsAndBeginsAnewWithTheNextVersion() {
        assertThat(bench.idle()).isTrue();
        assertThat(bench.offer(shadow(2, 80))).isTrue();
        assertThat(bench.offer(shadow(2, 80))).as("told twice").isFalse();
        frame("orbital", 82);
        assertThat(bench.offer(RuleHistoryTest.version(RuleState.DRAFT, 2, 80))).isTrue();
        assertThat(bench.idle()).isTrue();

        bench.offer(shadow(3, 81));
        frame("orbital", 82);
        assertThat(found).extracting(ShadowFinding::key).containsExactly("gpu@2", "gpu@3");
    }

    @Test
    void comparesWithWhateverIsInForceByNow() {
        bench.offer(shadow(2, 80));
        frame("orbital", 60);
        book.offer(RuleHistoryTest.limits("gpuTemperatureMaxCelsius", 70).as(5, Instant.EPOCH));
        frame("orbital", 75);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.ofShadow()).isFalse();
            assertThat(finding.liveNumber()).isEqualTo(5);
        });
    }

    @Test
    void countsAddUp() {
        bench.offer(shadow(2, 80));
        frame("orbital", 82);
        frame("orbital", 86);
        ShadowCount count =
                found.stream().map(ShadowCount::of).reduce(ShadowCount::and).orElseThrow();

        assertThat(count.shadowRaised()).isOne();
        assertThat(count.liveRaised()).isOne();
        assertThat(count.shadowFirst()).isOne();
        assertThat(count.liveFirst()).isZero();
        assertThat(count.shadowByLevel()).containsExactly(1L, 0L, 0L, 0L, 0L);
        assertThat(count.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.nodeId()).isEqualTo("n1");
            assertThat(sample.level()).isEqualTo(LimitLevel.WATCH);
            assertThat(sample.value()).isEqualTo(82);
        });
        ShadowCount many = count;
        for (int i = 0; i < 20; i++) {
            many = many.and(count);
        }
        assertThat(many.samples()).hasSize(ShadowCount.MOST_SAMPLES);
        assertThat(many.shadowRaised()).isEqualTo(21);
    }
}
