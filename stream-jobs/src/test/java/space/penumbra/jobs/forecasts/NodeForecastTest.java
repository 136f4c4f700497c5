package space.penumbra.jobs.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.elements.MeanElements;

class NodeForecastTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private KeyedBroadcastOperatorTestHarness<String, OrbitFact, SpaceWeather, HazardSchedule> harness;

    @BeforeEach
    void open() throws Exception {
        harness = fresh();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedBroadcastOperatorTestHarness<String, OrbitFact, SpaceWeather, HazardSchedule> fresh()
            throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new NodeForecast(Duration.ofHours(3)), List.of(NodeForecast.STORM)),
                OrbitFact::nodeId,
                Types.STRING,
                1,
                1,
                0);
    }

    private static MeanElements elements(String node, double revolutionsPerDay, double anomaly) {
        return new MeanElements(node, 0, NOON, revolutionsPerDay, 0.0005, 98, 40, 0, anomaly, 1e-5);
    }

    private void orbit(MeanElements elements) throws Exception {
        harness.processElement(OrbitFact.of(elements), NOON.toEpochMilli());
    }

    private void time(double minutes) throws Exception {
        harness.watermark(NOON.toEpochMilli() + Math.round(minutes * 60_000));
    }

    private List<HazardSchedule> schedules() {
        return harness.extractOutputValues();
    }

    @Test
    void waitsUntilItKnowsTheTimeAndThenForecasts() throws Exception {
        orbit(elements("n1", 15.2, 0));
        assertThat(schedules()).isEmpty();

        time(0);

        assertThat(schedules()).hasSize(1);
        assertThat(schedules().get(0).version()).isEqualTo(1);
        assertThat(schedules().get(0).time()).isEqualTo(NOON);
        assertThat(schedules().get(0).horizon()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        assertThat(schedules().get(0).windows()).isNotEmpty();
    }

    @Test
    void forecastsAgainInItsRhythmAndSaysOnlyWhatIsNew() throws Exception {
        orbit(elements("n1", 15.2, 0));
        for (int minute = 0; minute <= 180; minute++) {
            time(minute);
        }

        // Every 10 minutes it looks; every 30 at the latest the horizon itself is news.
        assertThat(schedules()).hasSizeBetween(6, 18);
        assertThat(schedules())
                .extracting(HazardSchedule::version)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(1, schedules().size())
                                .boxed()
                                .toList());
    }

    @Test
    void looksAtOnceWhenElementsChange() throws Exception {
        orbit(elements("n1", 15.2, 0));
        time(0);
        // Half a degree ahead: 8 seconds.
        orbit(elements("n1", 15.2, 0.5));
        time(0.1);

        assertThat(schedules()).hasSize(2);
        HazardWindow before = schedules().get(0).windows().get(0);
        HazardWindow after = schedules().get(1).windows().get(0);
        assertThat(after.hazardId()).isEqualTo(before.hazardId());
        assertThat(Duration.between(after.start(), before.start()).toSeconds()).isBetween(6L, 10L);
    }

    @Test
    void divertsElementsThatCannotBeFollowedAndGoesOnWithBetterOnes() throws Exception {
        orbit(elements("n1", 17.9, 0));
        time(0);

        assertThat(schedules()).isEmpty();
        assertThat(harness.getSideOutput(NodeForecast.REJECTED)).singleElement().satisfies(record -> {
            assertThat(record.getValue().key()).isEqualTo("n1");
            assertThat(record.getValue().topic()).isEqualTo("orbit.elements");
            assertThat(record.getValue().detail()).contains("inside the Earth");
        });

        time(60);
        assertThat(harness.getSideOutput(NodeForecast.REJECTED)).hasSize(1);
        orbit(elements("n1", 15.2, 0));
        time(61);
        assertThat(schedules()).hasSize(1);
    }

    @Test
    void showsEveryNodeAStormAtOnce() throws Exception {
        orbit(elements("n1", 14.7, 0));
        orbit(elements("n2", 14.7, 180));
        time(0);
        assertThat(schedules()).hasSize(2).noneMatch(NodeForecastTest::stormy);

        harness.processBroadcastElement(
                new SpaceWeather("proton-flux-10MeV", 2_000, 3, "g18", "", NOON), NOON.toEpochMilli());

        assertThat(schedules()).hasSize(4);
        assertThat(schedules().subList(2, 4)).allMatch(NodeForecastTest::stormy);
        assertThat(schedules().subList(2, 4)).extracting(HazardSchedule::nodeId).containsExactlyInAnyOrder("n1", "n2");
    }

    @Test
    void closesTheScheduleOfANodeThatIsOutOfService() throws Exception {
        orbit(elements("n1", 15.2, 0));
        time(0);
        harness.processElement(OrbitFact.of(retired("n1")), NOON.toEpochMilli());
        time(60);

        assertThat(schedules()).hasSize(2);
        assertThat(schedules().get(1).version()).isEqualTo(2);
        assertThat(schedules().get(1).windows()).isEmpty();
    }

    @Test
    void goesOnAfterARestartAsIfNothingHadBeen() throws Exception {
        orbit(elements("n1", 15.2, 0));
        time(0);
        HazardSchedule before = schedules().get(0);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();

        harness = fresh();
        harness.initializeState(state);
        harness.open();
        time(5);
        assertThat(schedules()).isEmpty();
        time(45);

        assertThat(schedules()).singleElement().satisfies(schedule -> {
            assertThat(schedule.version()).isEqualTo(2);
            assertThat(schedule.windows())
                    .extracting(HazardWindow::hazardId)
                    .containsAll(before.windows().stream()
                            .filter(window -> window.end().isAfter(NOON.plusSeconds(45 * 60)))
                            .map(HazardWindow::hazardId)
                            .toList());
        });
    }

    @Test
    void endsQuietlyWithItsInput() throws Exception {
        orbit(elements("n1", 15.2, 0));
        time(0);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);

        assertThat(schedules()).hasSize(1);
    }

    private static boolean stormy(HazardSchedule schedule) {
        return schedule.windows().stream().anyMatch(window -> window.kind() == HazardKind.SOLAR_PROTON);
    }

    private static NodeSpec retired(String id) {
        return new NodeSpec(
                id, "twin", "test", "i98", 0, 8, 80, 100, 1000, 1000, 12_000, 10_000, 0.2, 15_000, 100, 30, "default",
                true, NOON);
    }
}
