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
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.hazard.Maintenance;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.elements.MeanElements;

class NodeForecastTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private KeyedBroadcastOperatorTestHarness<String, NodeFact, Notice, HazardSchedule> harness;

    @BeforeEach
    void open() throws Exception {
        harness = fresh();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedBroadcastOperatorTestHarness<String, NodeFact, Notice, HazardSchedule> fresh()
            throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new NodeForecast(Duration.ofHours(3), Duration.ofMinutes(150), ""), Notices.ALL),
                NodeFact::nodeId,
                Types.STRING,
                1,
                1,
                0);
    }

    private static MeanElements elements(String node, double revolutionsPerDay, double anomaly) {
        return new MeanElements(node, 0, NOON, revolutionsPerDay, 0.0005, 98, 40, 0, anomaly, 1e-5);
    }

    private void orbit(MeanElements elements) throws Exception {
        harness.processElement(NodeFact.of(elements), NOON.toEpochMilli());
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

        // Once at the begin, then each 30 minutes: the difference of horizon and lead.
        assertThat(schedules()).hasSizeBetween(7, 8);
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
    void showsLaserLinksWhenNeighboursAreKnownAndTakesThemBack() throws Exception {
        orbit(elements("n1", 15.2, 0));
        time(0);
        harness.processElement(
                NodeFact.of(new Neighbours("n1", List.of(elements("n2", 15.2, 15)))), NOON.toEpochMilli());

        assertThat(schedules()).hasSize(2);
        HazardSchedule linked = schedules().get(1);
        assertThat(linked.version()).isEqualTo(2);
        assertThat(linked.windows().stream().filter(window -> window.kind() == HazardKind.LINK))
                .singleElement()
                .satisfies(window -> assertThat(window.detail()).isEqualTo("laser links to n2"));

        harness.processElement(NodeFact.of(new Neighbours("n1", List.of())), NOON.toEpochMilli());
        assertThat(schedules().get(2).windows()).isEqualTo(schedules().get(0).windows());
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

        protons(2_000, 0);

        assertThat(schedules()).hasSize(4);
        assertThat(schedules().subList(2, 4)).allMatch(NodeForecastTest::stormy);
        assertThat(schedules().subList(2, 4)).extracting(HazardSchedule::nodeId).containsExactlyInAnyOrder("n1", "n2");
    }

    @Test
    void showsEveryNodeTheAllClearAtOnce() throws Exception {
        orbit(elements("n1", 14.7, 0));
        orbit(elements("n2", 14.7, 180));
        time(0);
        protons(2_000, 0);
        assertThat(schedules().subList(2, 4)).allMatch(NodeForecastTest::stormy);

        protons(3, 5);

        assertThat(schedules()).hasSize(6);
        assertThat(schedules().subList(4, 6)).noneMatch(NodeForecastTest::stormy);
        assertThat(schedules().subList(4, 6)).extracting(HazardSchedule::nodeId).containsExactlyInAnyOrder("n1", "n2");
        // Nothing but the storm was computed anew: the other windows are the very same.
        assertThat(schedules().get(4).windows())
                .isEqualTo(schedules().stream()
                        .filter(each -> each.nodeId().equals(schedules().get(4).nodeId()))
                        .findFirst()
                        .orElseThrow()
                        .windows());
    }

    @Test
    void anAlertInWordsShowsEveryNodeTheStormAsAMeasurementDoes() throws Exception {
        orbit(elements("n1", 14.7, 0));
        orbit(elements("n2", 14.7, 180));
        time(0);
        String message = "Space Weather Message Code: ALTPX2\nALERT: Proton Event 10MeV Integral Flux exceeded 100pfu";
        harness.processBroadcastElement(
                Notice.of(new SpaceWeather("alert", Double.NaN, 2, "P12A-7", message, NOON)), NOON.toEpochMilli());

        assertThat(schedules().subList(2, 4)).allMatch(NodeForecastTest::stormy);
        assertThat(schedules().subList(2, 4)).extracting(HazardSchedule::nodeId).containsExactlyInAnyOrder("n1", "n2");
    }

    @Test
    void aStormLeavesNodesThatItCannotReachAlone() throws Exception {
        orbit(elements("n1", 14.7, 0));
        orbit(new MeanElements("low", 0, NOON, 14.7, 0.0005, 20, 40, 0, 0, 1e-5));
        time(0);
        protons(2_000, 0);

        assertThat(schedules()).hasSize(3);
        assertThat(schedules().get(2).nodeId()).isEqualTo("n1");
    }

    @Test
    void olderElementsAndTheSameAgainChangeNothing() throws Exception {
        MeanElements newest = elements("n1", 15.2, 0);
        orbit(newest);
        time(0);
        orbit(newest);
        orbit(new MeanElements("n1", 0, NOON.minusSeconds(86_400), 15.2, 0.0005, 98, 40, 0, 90, 1e-5));
        time(0.1);

        assertThat(schedules()).hasSize(1);
    }

    @Test
    void tellsWhatTelemetryLetsExpect() throws Exception {
        orbit(elements("n1", 15.2, 0));
        harness.processElement(NodeFact.of(spec("n1", false)), NOON.toEpochMilli());
        time(0);
        status("n1", 0, 2_000);
        assertThat(schedules()).hasSize(1);

        // Three times the load that its battery carries through the next eclipse.
        for (int minute = 1; minute <= 20; minute++) {
            status("n1", minute, 40_000);
        }

        assertThat(schedules().get(schedules().size() - 1).windows())
                .anyMatch(window -> window.kind() == HazardKind.POWER);
    }

    @Test
    void tellsOfPlannedMaintenanceAtOnce() throws Exception {
        orbit(elements("n1", 15.2, 0));
        orbit(elements("n2", 15.2, 90));
        time(0);
        Maintenance plan =
                new Maintenance("m1", "n2", NOON.plusSeconds(600), NOON.plusSeconds(1200), "new pump", "mia", false);
        harness.processBroadcastElement(Notice.of(plan), NOON.toEpochMilli());

        assertThat(schedules()).hasSize(3);
        assertThat(schedules().get(2).nodeId()).isEqualTo("n2");
        assertThat(schedules().get(2).windows()).anyMatch(window -> window.kind() == HazardKind.MAINTENANCE);
    }

    @Test
    void closesTheScheduleOfANodeThatIsOutOfService() throws Exception {
        orbit(elements("n1", 15.2, 0));
        time(0);
        harness.processElement(NodeFact.of(spec("n1", true)), NOON.toEpochMilli());
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

    private void protons(double flux, double minute) throws Exception {
        Instant at = NOON.plusMillis(Math.round(minute * 60_000));
        harness.processBroadcastElement(
                Notice.of(new SpaceWeather("proton-flux-10MeV", flux, 0, "g18", "", at)), at.toEpochMilli());
    }

    private static boolean stormy(HazardSchedule schedule) {
        return schedule.windows().stream().anyMatch(window -> window.kind() == HazardKind.SOLAR_PROTON);
    }

    private void status(String node, double minute, double loadWatts) throws Exception {
        Instant at = NOON.plusMillis(Math.round(minute * 60_000));
        NodeStatus status = new NodeStatus(
                node,
                LimitLevel.IN_LIMITS,
                false,
                Illumination.SUNLIT,
                0,
                0,
                500,
                1,
                12_000,
                loadWatts,
                0,
                0.5,
                60,
                40,
                0,
                0,
                0,
                0,
                "",
                1,
                at);
        harness.processElement(NodeFact.of(status), at.toEpochMilli());
    }

    private static NodeSpec spec(String id, boolean retired) {
        return new NodeSpec(
                id, "twin", "test", "i98", 0, 8, 80, 100, 1000, 1000, 12_000, 10_000, 0.2, 15_000, 100, 30, "default",
                retired, NOON);
    }
}
