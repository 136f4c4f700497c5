package space.penumbra.domain.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.ground.GroundNetwork;

class HazardKeeperTest {

    private static final Instant NOON = HazardForecasterTest.NOON;
    private static final Duration HORIZON = Duration.ofHours(3);
    private static final RuleBook RULES = new RuleBook(DefaultRules.all());
    private static final CommonFacts QUIET = new CommonFacts(Storm.NONE, RULES, List.of());

    private final HazardKeeper keeper = new HazardKeeper(HORIZON, GroundNetwork.DEFAULT);

    private static Instant in(double minutes) {
        return NOON.plusMillis(Math.round(minutes * 60_000));
    }

    private static NodeSpec spec(double linkGigabits) {
        return new NodeSpec(
                "n",
                "twin",
                "test",
                "i53",
                3,
                8,
                80,
                100,
                1000,
                1000,
                12_000,
                4_000,
                0.2,
                15_000,
                linkGigabits,
                30,
                "orbital",
                false,
                NOON);
    }

    private static NodeFacts node(MeanElements elements, double linkGigabits) {
        return new NodeFacts(elements, spec(linkGigabits), NodeTrend.NONE);
    }

    private static NodeFacts node() {
        return node(HazardForecasterTest.elements(30, 15.2, 0), 100);
    }

    private static NodeStatus status(double minute, double charge, double solar, double load, double gpu) {
        return new NodeStatus(
                "n",
                LimitLevel.IN_LIMITS,
                false,
                Illumination.SUNLIT,
                0,
                0,
                500,
                charge,
                solar,
                load,
                0,
                0.5,
                gpu,
                40,
                0,
                0,
                0,
                0,
                "",
                1,
                in(minute));
    }

    private static List<HazardWindow> of(HazardSchedule schedule, HazardKind kind) {
        return schedule.windows().stream()
                .filter(window -> window.kind() == kind)
                .toList();
    }

    @Test
    void saysWhatAPassThroughTheAnomalyIsExpectedToDoToTheNodesHardware() {
        HazardKeeper aDay = new HazardKeeper(Duration.ofHours(24), GroundNetwork.NONE);
        HazardSchedule known = aDay.anew(null, node(), QUIET, NOON).orElseThrow();
        List<HazardWindow> passes = of(known, HazardKind.SAA);
        assertThat(passes)
                .isNotEmpty()
                .allSatisfy(pass -> assertThat(pass.detail())
                        .containsPattern(
                                "[0-9.e-]+ silent and [0-9.e-]+ uncorrectable errors expected on its 8 accelerators"));
        NodeFacts unknown = new NodeFacts(HazardForecasterTest.elements(30, 15.2, 0), null, NodeTrend.NONE);
        assertThat(of(aDay.anew(null, unknown, QUIET, NOON).orElseThrow(), HazardKind.SAA))
                .hasSameSizeAs(passes)
                .noneMatch(pass -> pass.detail().contains("expected"));
    }

    @Test
    void goingOnGivesWhatAWholeForecastGives() {
        // A dawn-dusk orbit with grazing eclipses, an inclined one, and one that never leaves the inner belt.
        for (double[] orbit : new double[][] {{97.6, 15.1, 40}, {53, 14.9, 0}, {30, 12.0, 100}}) {
            NodeFacts node = node(HazardForecasterTest.elements(orbit[0], orbit[1], orbit[2]), 0);
            HazardSchedule known = keeper.anew(null, node, QUIET, NOON).orElseThrow();
            for (int minute = 30; minute <= 24 * 60; minute += 30) {
                known = keeper.onward(known, node, QUIET, in(minute)).orElseThrow();
                HazardSchedule whole =
                        keeper.anew(null, node, QUIET, in(minute)).orElseThrow();
                assertThat(known.horizon()).isEqualTo(whole.horizon());
                assertSameWindows(known, whole, in(minute));
            }
        }
    }

    private static void assertSameWindows(HazardSchedule known, HazardSchedule whole, Instant now) {
        for (HazardKind kind : HazardKind.values()) {
            List<HazardWindow> one = of(known, kind);
            List<HazardWindow> other = of(whole, kind);
            assertThat(one).as("%s at %s", kind, now).hasSameSizeAs(other);
            for (int i = 0; i < one.size(); i++) {
                // Edges of passes are closed in on to 50 ms. A silence that is on is known from its begin, a belt
                // without end from now.
                boolean open = !other.get(i).start().isAfter(now);
                assertThat(open ? 0 : millis(one.get(i).start(), other.get(i).start()))
                        .isCloseTo(0, within(110.0));
                boolean beyond = kind == HazardKind.SAA
                        && millis(other.get(i).start(), other.get(i).end()) > 3_600_000;
                assertThat(beyond ? 0 : millis(one.get(i).end(), other.get(i).end()))
                        .as("%s %s %s", kind, one.get(i), other.get(i))
                        .isCloseTo(0, within(110.0));
                assertThat(one.get(i).probability()).isCloseTo(other.get(i).probability(), within(1e-9));
            }
        }
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private static NodeFacts among(MeanElements... neighbours) {
        return new NodeFacts(
                HazardForecasterTest.elements(53, 15.2, 0), spec(100), NodeTrend.NONE, List.of(neighbours));
    }

    /** In the same plane, or in one beside it. */
    private static MeanElements neighbour(String name, double raan, double anomaly) {
        MeanElements own = HazardForecasterTest.elements(53, 15.2, 0);
        return new MeanElements(
                name,
                0,
                own.epoch(),
                own.meanMotionRevPerDay(),
                own.eccentricity(),
                own.inclinationDegrees(),
                own.raanDegrees() + raan,
                own.argPerigeeDegrees(),
                own.meanAnomalyDegrees() + anomaly,
                own.bstarPerEarthRadius());
    }

    @Test
    void laserLinksAreWindowsOfTheirOwnWhileANeighbourIsInReach() {
        HazardSchedule alone = keeper.anew(null, among(), QUIET, NOON).orElseThrow();
        NodeFacts near = among(neighbour("ahead", 0, 20), neighbour("beside", 58, 0));
        NodeFacts far = among(neighbour("beside", 58, 0));
        HazardSchedule always = keeper.anew(null, near, QUIET, NOON).orElseThrow();
        HazardSchedule sometimes = keeper.anew(null, far, QUIET, NOON).orElseThrow();

        assertThat(of(alone, HazardKind.LINK)).isEmpty();
        assertThat(of(always, HazardKind.LINK)).singleElement().satisfies(window -> {
            assertThat(window.start()).isEqualTo(NOON);
            assertThat(window.end()).isEqualTo(NOON.plus(HORIZON));
            assertThat(window.detail()).isEqualTo("laser links to ahead, beside");
            assertThat(window.kind().threatens()).isFalse();
        });
        // Planes that cross are near twice a turn, where they cross.
        assertThat(of(sometimes, HazardKind.LINK))
                .hasSizeBetween(3, 5)
                .allSatisfy(window ->
                        assertThat(millis(window.start(), window.end())).isBetween(60_000.0, 45 * 60_000.0));
        assertThat(of(always, HazardKind.SAA)).isEqualTo(of(alone, HazardKind.SAA));
    }

    @Test
    void linksGoOnAndFollowTheirNeighbours() {
        NodeFacts far = among(neighbour("beside", 58, 0));
        NodeFacts near = among(neighbour("ahead", 0, 20));
        HazardSchedule known = keeper.anew(null, far, QUIET, NOON).orElseThrow();
        HazardSchedule steady = keeper.anew(null, near, QUIET, NOON).orElseThrow();
        for (int minute = 30; minute <= 6 * 60; minute += 30) {
            known = keeper.onward(known, far, QUIET, in(minute)).orElseThrow();
            steady = keeper.onward(steady, near, QUIET, in(minute)).orElseThrow();
            assertSameWindows(known, keeper.anew(null, far, QUIET, in(minute)).orElseThrow(), in(minute));
        }
        assertThat(of(steady, HazardKind.LINK))
                .as("one link without a break")
                .singleElement()
                .satisfies(window -> {
                    assertThat(window.start()).isEqualTo(NOON);
                    assertThat(window.end()).isEqualTo(steady(in(360)));
                });
        String first = of(steady, HazardKind.LINK).get(0).hazardId();

        HazardSchedule changed = keeper.neighbours(steady, far, in(361)).orElseThrow();
        assertThat(changed.version()).isEqualTo(steady.version() + 1);
        assertThat(of(changed, HazardKind.LINK)).hasSizeGreaterThan(2);
        HazardSchedule gone = keeper.neighbours(changed, among(), in(361)).orElseThrow();
        assertThat(of(gone, HazardKind.LINK)).isEmpty();
        assertThat(first).startsWith("n/LINK/");
        assertThat(gone.windows().stream().filter(window -> window.kind() != HazardKind.LINK))
                .containsExactlyElementsOf(steady.windows().stream()
                        .filter(window -> window.kind() != HazardKind.LINK)
                        .filter(window -> window.end().isAfter(in(361)))
                        .toList());
        assertThat(keeper.neighbours(gone, among(), in(362))).isEmpty();
    }

    private static Instant steady(Instant now) {
        return now.plus(HORIZON);
    }

    @Test
    void aStormSaysWhatItIsExpectedToDoToTheNodesHardware() {
        NodeFacts polar = node(HazardForecasterTest.elements(98, 14.7, 0), 100);
        Storm soft = Storm.NONE.with(new SpaceWeather("proton-flux-10MeV", 2_000, 3, "g18", "", NOON));
        Storm hard = soft.with(new SpaceWeather("proton-flux-50MeV", 40, 0, "g18", "", NOON));
        HazardSchedule quiet = keeper.anew(null, polar, QUIET, NOON).orElseThrow();
        HazardSchedule guessed = keeper.weather(quiet, polar, new CommonFacts(soft, RULES, List.of()), NOON)
                .orElseThrow();
        HazardSchedule measured = keeper.weather(guessed, polar, new CommonFacts(hard, RULES, List.of()), NOON)
                .orElseThrow();

        assertThat(soft.differsFrom(hard, NOON)).as("half a decade apart").isTrue();
        HazardWindow guess = of(guessed, HazardKind.SOLAR_PROTON).get(0);
        assertThat(guess.detail()).contains("an estimated 2141 above 50 MeV");
        HazardWindow pass = of(measured, HazardKind.SOLAR_PROTON).get(0);
        // 40 pfu over 0.71 of the sphere; 1e-7 rad cm2 / 17 rad a silent error, on eight accelerators.
        double flux = 40 * 4 * Math.PI * 0.71;
        double silent = flux * millis(pass.start(), pass.end()) / 1000 * 8 * 1e-7 / 17;
        assertThat(pass.detail()).contains(String.format(Locale.ROOT, "%.0f above 50 MeV", flux));
        assertThat(pass.detail()).contains(String.format(Locale.ROOT, "%.2g silent", silent));
        assertThat(pass.hazardId()).isEqualTo(guess.hazardId());
    }

    @Test
    void tellsNothingWhenTimeHasNotGoneOn() {
        HazardSchedule known = keeper.anew(null, node(), QUIET, NOON).orElseThrow();

        assertThat(keeper.onward(known, node(), QUIET, NOON)).isEmpty();
        assertThat(keeper.weather(known, node(), QUIET, in(1))).isEmpty();
        assertThat(keeper.maintenance(known, node(), QUIET, in(1))).isEmpty();
        assertThat(keeper.telemetry(known, node(), QUIET, in(1))).isEmpty();
    }

    @Test
    void aStormChangesOnlyItsOwnWindowsAndTheAllClearTakesAllOfThem() {
        NodeFacts polar = node(HazardForecasterTest.elements(98, 14.7, 0), 100);
        HazardSchedule quiet = keeper.anew(null, polar, QUIET, NOON).orElseThrow();
        Storm storm = Storm.NONE.with(new SpaceWeather("proton-flux-10MeV", 2_000, 3, "g18", "", NOON));

        HazardSchedule stormy = keeper.weather(quiet, polar, new CommonFacts(storm, RULES, List.of()), NOON)
                .orElseThrow();
        Instant inside = of(stormy, HazardKind.SOLAR_PROTON).get(0).start().plusSeconds(30);
        HazardSchedule clear = keeper.weather(stormy, polar, QUIET, inside).orElseThrow();

        assertThat(of(stormy, HazardKind.SOLAR_PROTON)).isNotEmpty();
        assertThat(stormy.windows())
                .filteredOn(window -> window.kind() != HazardKind.SOLAR_PROTON)
                .isEqualTo(quiet.windows());
        assertThat(of(clear, HazardKind.SOLAR_PROTON))
                .as("the pass that is on, too")
                .isEmpty();
        assertThat(clear.version()).isEqualTo(3);
    }

    @Test
    void aNodeWithoutLinksIsSilentBetweenItsContacts() {
        MeanElements elements = HazardForecasterTest.elements(53, 15.2, 0);
        HazardSchedule alone = keeper.anew(null, node(elements, 0), QUIET, NOON).orElseThrow();
        HazardSchedule linked =
                keeper.anew(null, node(elements, 100), QUIET, NOON).orElseThrow();

        List<HazardWindow> both = alone.windows().stream()
                .filter(window -> window.kind() == HazardKind.NO_CONTACT || window.kind() == HazardKind.GROUND_CONTACT)
                .sorted(Comparator.comparing(HazardWindow::start))
                .toList();
        assertThat(of(alone, HazardKind.NO_CONTACT)).hasSizeGreaterThan(2);
        for (int i = 1; i < both.size(); i++) {
            assertThat(both.get(i).start()).isEqualTo(both.get(i - 1).end());
            assertThat(both.get(i).kind()).isNotEqualTo(both.get(i - 1).kind());
        }
        assertThat(of(linked, HazardKind.NO_CONTACT)).isEmpty();
        assertThat(of(linked, HazardKind.GROUND_CONTACT)).isEqualTo(of(alone, HazardKind.GROUND_CONTACT));
    }

    @Test
    void foreseesThatTheBatteryReachesItsFloorInTheComingEclipse() {
        HazardSchedule known = keeper.anew(null, node(), QUIET, NOON).orElseThrow();
        HazardWindow eclipse = of(known, HazardKind.PENUMBRA).get(0);
        double before = Duration.between(NOON, eclipse.start()).toSeconds() / 60.0;

        // 4000 Wh of which 95 % count, from full to the floor of 20 %: 3040 Wh. At 6 kW and 96 % that lasts 29.2
        // minutes.
        NodeTrend trend = NodeTrend.NONE.with(status(before - 1, 1, 9_000, 6_000, 60));
        HazardSchedule told = keeper.telemetry(
                        known, new NodeFacts(node().elements(), spec(100), trend), QUIET, in(before - 1))
                .orElseThrow();

        HazardWindow power = of(told, HazardKind.POWER).get(0);
        assertThat(Duration.between(eclipse.start(), power.start()).toSeconds() / 60.0)
                .isCloseTo(29.2, within(0.5));
        assertThat(power.end()).isAfter(eclipse.end()).isBefore(eclipse.end().plusSeconds(1_800));
        // 5 % of 29 minutes is a minute and a half.
        assertThat(power.startSigmaSeconds()).isBetween(50.0, 130.0);
        assertThat(power.probability()).isGreaterThan(0.99);
        assertThat(power.severity()).isLessThan(0.2);
        assertThat(power.detail()).contains("p10").contains("p90").contains("20 %");

        NodeTrend light = NodeTrend.NONE.with(status(before - 1, 1, 9_000, 2_000, 60));
        assertThat(keeper.telemetry(known, new NodeFacts(node().elements(), spec(100), light), QUIET, in(before - 1)))
                .isEmpty();
        // The load came down: what was told is taken back.
        NodeTrend later = light.with(status(before - 0.5, 1, 9_000, 2_000, 60));
        HazardSchedule back = keeper.telemetry(
                        told, new NodeFacts(node().elements(), spec(100), later), QUIET, in(before - 0.5))
                .orElseThrow();
        assertThat(of(back, HazardKind.POWER)).isEmpty();
    }

    @Test
    void foreseesHeatFromTheTrendOfTelemetry() {
        HazardSchedule known = keeper.anew(null, node(), QUIET, NOON).orElseThrow();
        NodeTrend trend = NodeTrend.NONE;
        // From 70 towards 100 degrees with a time constant of 1900 s; the limit of level WARNING is 88.
        int minute = 0;
        for (; minute <= 10; minute++) {
            trend = trend.with(status(minute, 1, 9_000, 2_000, 100 - 30 * Math.exp(-minute * 60 / 1900.0)));
        }
        NodeFacts hot = new NodeFacts(node().elements(), spec(100), trend);

        HazardSchedule told = keeper.telemetry(known, hot, QUIET, in(10)).orElseThrow();

        HazardWindow heat = of(told, HazardKind.THERMAL).get(0);
        // 100 - 30 exp(-t/1900) = 88 at t = 1900 ln 2.5 = 1741 s.
        assertThat(Duration.between(NOON, heat.start()).toSeconds()).isCloseTo(1741, within(150L));
        assertThat(heat.startSigmaSeconds()).isBetween(10.0, 400.0);
        assertThat(heat.detail()).contains("hottest GPU reaches 88 °C").contains("p10");
        assertThat(heat.severity()).isCloseTo(95.5, within(4.0));
        for (HazardKind kind : HazardKind.values()) {
            if (kind != HazardKind.THERMAL) {
                assertThat(of(told, kind)).isEqualTo(of(known, kind));
            }
        }
    }

    @Test
    void plansAndCallsOffMaintenance() {
        HazardSchedule known = keeper.anew(null, node(), QUIET, NOON).orElseThrow();
        OperatorAction plan = action(
                "a1",
                OperatorVerb.PLAN_MAINTENANCE,
                "plane:i53/3",
                Map.of("start", in(60).toString(), "end", in(90).toString()));
        Maintenance planned = Maintenance.of(plan).orElseThrow();

        HazardSchedule with =
                keeper.maintenance(known, node(), common(planned), NOON).orElseThrow();
        Maintenance off = Maintenance.of(
                        action("a2", OperatorVerb.CANCEL_MAINTENANCE, "plane:i53/3", Map.of("maintenance", "a1")))
                .orElseThrow();
        HazardSchedule without =
                keeper.maintenance(with, node(), common(off), in(70)).orElseThrow();

        assertThat(of(with, HazardKind.MAINTENANCE)).singleElement().satisfies(window -> {
            assertThat(window.start()).isEqualTo(in(60));
            assertThat(window.end()).isEqualTo(in(90));
            assertThat(window.detail()).contains("ada").contains("new firmware");
        });
        assertThat(off.maintenanceId()).isEqualTo(planned.maintenanceId());
        assertThat(of(without, HazardKind.MAINTENANCE)).isEmpty();
        assertThat(keeper.maintenance(
                        known, node(), common(new Maintenance("x", "plane:i53/4", in(1), in(2), "", "", false)), NOON))
                .as("another plane")
                .isEmpty();
        assertThat(Maintenance.of(action("a3", OperatorVerb.PLAN_MAINTENANCE, "n", Map.of("start", "soon"))))
                .isEqualTo(Optional.empty());
        assertThat(Maintenance.of(action("a4", OperatorVerb.HOLD, "fleet", Map.of())))
                .isEmpty();
    }

    private static CommonFacts common(Maintenance plan) {
        return new CommonFacts(Storm.NONE, RULES, List.of(plan));
    }

    private static OperatorAction action(String id, OperatorVerb verb, String subject, Map<String, String> parameters) {
        return new OperatorAction(id, verb, subject, "ada", "new firmware", parameters, NOON, NOON);
    }
}
