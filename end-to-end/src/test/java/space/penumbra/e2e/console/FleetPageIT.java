package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;

/** The fleet page: the map, the verdict on the next orbit, and what the stream does to both. */
class FleetPageIT extends ConsoleTest {

    /** Reconnecting backs off for some seconds. */
    private static final HasTextOptions PATIENT = new HasTextOptions().setTimeout(30_000);

    /** The row of eleven pixels of the map around a node, as colour and opacity; read from a copy of its layer. */
    private static final String ROW = """
            id => import('/js/store.js').then(({fleet}) => {
                const map = document.getElementById('content').fleetMap;
                const layer = map.layers.nodes.canvas;
                const copy = new OffscreenCanvas(layer.width, layer.height).getContext('2d');
                copy.drawImage(layer, 0, 0);
                const i = fleet.index.get(id);
                const x = Math.round(map.x(fleet.lon[i]) * map.ratio);
                const y = Math.round(map.y(fleet.lat[i]) * map.ratio);
                return Array.from(copy.getImageData(x - 5, y, 11, 1).data);
            })""";

    /** Waits until the map has drawn what it knows. */
    private void drawn(Page page) {
        page.waitForFunction("() => { const map = document.getElementById('content').fleetMap;"
                + " return map && map.pixels && map.pixels.some(p => p) && map.dirty.size === 0; }");
    }

    /** Red, green, blue and opacity of the eleven pixels, the middle one at 5. */
    @SuppressWarnings("unchecked")
    private List<List<Integer>> row(Page page, String nodeId) {
        List<Integer> values = (List<Integer>) page.evaluate(ROW, nodeId);
        return IntStream.range(0, 11)
                .mapToObj(i -> values.subList(4 * i, 4 * i + 4))
                .toList();
    }

    @Test
    void drawsEachNodeAtItsPlaceFilledInSunlightAndHollowInUmbra() {
        Page page = console.open("");
        drawn(page);
        // Every fifth node is in umbra: node 1 is not, node 100 is and stands alone on the spiral.
        List<List<Integer>> sunlit = row(page, StubFleet.nodeId(1));
        List<List<Integer>> dark = row(page, StubFleet.nodeId(100));
        assertThat(sunlit.get(5).get(3))
                .as("opacity in the middle of a sunlit node")
                .isEqualTo(255);
        assertThat(dark.get(5).get(3))
                .as("opacity in the middle of a dark node")
                .isZero();
        assertThat(dark).as("the rim of a dark node").anyMatch(pixel -> pixel.get(3) > 150);
        assertThat(page.getByTestId("figure-nodes")).hasText("200");
    }

    @Test
    void coloursANodeByItsLevelAsSoonAsTheStreamSaysSo() {
        Page page = console.open("");
        drawn(page);
        String id = StubFleet.nodeId(1);
        control.send(
                "status",
                Map.of(
                        "ids", List.of(id),
                        "lat", List.of(-69.3),
                        "lon", List.of(-133.0),
                        "level", List.of("CRITICAL"),
                        "illumination", List.of("SUNLIT"),
                        "silent", List.of(false)));
        page.waitForFunction(
                "id => import('/js/store.js').then(({fleet}) => fleet.level[fleet.index.get(id)] === 4)", id);
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        // --critical of the dark theme is #ff6a6a.
        assertThat(row(page, id).get(5)).containsExactly(0xff, 0x6a, 0x6a, 255);
    }

    @Test
    void putsTheSunOverTheTropicOfCancerAtTheSolsticeAndTheNightOpposite() {
        Page page = console.open("");
        drawn(page);
        @SuppressWarnings("unchecked")
        Map<String, Number> sun = (Map<String, Number>)
                page.evaluate("() => import('/js/sun.js').then(sun => sun.subsolar(Date.UTC(2026, 5, 21, 12)))");
        assertThat(sun.get("lat").doubleValue()).isCloseTo(23.44, within(0.02));
        // The equation of time on that day is -1 min 50 s: noon at Greenwich comes late, so the Sun is still 0.46
        // degrees east.
        assertThat(sun.get("lon").doubleValue()).isCloseTo(0.46, within(0.05));
        @SuppressWarnings("unchecked")
        List<Integer> shade =
                (List<Integer>) page.evaluate("() => { const map = document.getElementById('content').fleetMap;"
                        + " const layer = map.layers.shade.canvas;"
                        + " const copy = new OffscreenCanvas(layer.width, layer.height).getContext('2d', {willReadFrequently: true});"
                        + " copy.drawImage(layer, 0, 0);"
                        + " const at = (lon, lat) => copy.getImageData(Math.round(map.x(lon) * map.ratio),"
                        + " Math.round(map.y(lat) * map.ratio), 1, 1).data[3]; return [at(10, 23), at(175, -23)]; }");
        assertThat(shade.get(0)).as("shade under the Sun").isZero();
        assertThat(shade.get(1)).as("shade at midnight").isGreaterThan(100);
    }

    @Test
    void showsTheNodesWhereTheirOrbitsTakeThemAtAChosenTime() {
        Page page = console.open("");
        drawn(page);
        String id = StubFleet.nodeId(100);
        assertThat(row(page, id).get(5).get(3)).as("hollow: in umbra now").isZero();
        Map<String, Object> ahead = StubFleet.positions(NODES);
        ahead.put("illumination", java.util.Collections.nCopies(NODES, "SUNLIT"));
        control.answer("nodes/positions", ahead);
        page.getByLabel("Time of the map, minutes from now").focus();
        for (int i = 0; i < 6; i++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(page.getByTestId("scrub-time")).containsText("12:30 UTC, in 30 min");
        // Each press draws the shade anew; what counts is the last.
        page.waitForFunction("() => { const map = document.getElementById('content').fleetMap;"
                + " return map.columns.light[100] === 1 && map.dirty.size === 0 && map.shadeAt?.lon < -6.44; }");
        assertThat(row(page, id).get(5).get(3)).as("filled: in the Sun by then").isEqualTo(255);
        assertThat(control.asked()).anyMatch(asked -> asked.startsWith("nodes/positions?at=2026-06-21T12%3A30%3A00"));
        double sun =
                ((Number) page.evaluate("() => document.getElementById('content').fleetMap.shadeAt.lon")).doubleValue();
        assertThat(sun).as("half an hour takes the Sun 7.5 degrees west").isCloseTo(0.46 - 7.5, within(0.6));
        console.button("Back to now").click();
        assertThat(page.getByTestId("scrub-time")).hasText("Now");
        page.waitForFunction("() => { const map = document.getElementById('content').fleetMap;"
                + " return map.columns.light[100] !== 1 && map.dirty.size === 0; }");
        assertThat(row(page, id).get(5).get(3)).as("hollow again").isZero();
    }

    @Test
    void drawsTheNextTurnOfTheNodeUnderThePointer() {
        String id = StubFleet.nodeId(1);
        control.answer(
                "nodes/" + id + "/track",
                Map.of(
                        "places",
                        List.of(
                                Map.of("lat", -60, "lon", -120, "illumination", "SUNLIT"),
                                Map.of("lat", 0, "lon", -100, "illumination", "SUNLIT"),
                                Map.of("lat", 60, "lon", -80, "illumination", "UMBRA"))));
        Page page = console.open("");
        drawn(page);
        page.getByLabel("Find a node on the map").fill(id);
        page.waitForFunction("() => document.getElementById('content').fleetMap.track?.length === 3");
        assertThat(control.asked()).anyMatch(asked -> asked.startsWith("nodes/" + id + "/track?from="));
    }

    @Test
    void opensTheNodeThatIsClicked() {
        control.answer("nodes/" + StubFleet.nodeId(1), StubFleet.node(StubFleet.nodeId(1)));
        control.answer("nodes/" + StubFleet.nodeId(1) + "/history", StubFleet.history());
        Page page = console.open("");
        drawn(page);
        @SuppressWarnings("unchecked")
        List<Number> at = (List<Number>) page.evaluate(
                "id => import('/js/store.js').then(({fleet}) => {"
                        + " const map = document.getElementById('content').fleetMap; const i = fleet.index.get(id);"
                        + " return [map.x(fleet.lon[i]), map.y(fleet.lat[i])]; })",
                StubFleet.nodeId(1));
        double x = at.get(0).doubleValue();
        double y = at.get(1).doubleValue();
        page.getByTestId("map").hover(new Locator.HoverOptions().setPosition(x, y));
        assertThat(page.locator(".map-tip")).containsText(StubFleet.nodeId(1));
        page.getByTestId("map").click(new Locator.ClickOptions().setPosition(x, y));
        assertThat(page).hasURL(Pattern.compile("#/nodes/" + StubFleet.nodeId(1) + "$"));
    }

    @Test
    void staysLightWithTwoThousandNodes() {
        fleetOf(2_000);
        Page page = console.open("");
        drawn(page);
        page.evaluate(
                "() => { const map = document.getElementById('content').fleetMap; map.draws = 0;"
                        + " const draw = map.drawNodes.bind(map); map.drawNodes = context => { map.draws++; draw(context); }; }");
        Map<String, Object> all = StubFleet.positions(2_000);
        for (int i = 0; i < 30; i++) {
            control.send("status", all);
        }
        control.send("summary", StubFleet.summary(2_000, false, List.of("the thirty-first event")));
        assertThat(page.getByTestId("reasons")).hasText("the thirty-first event");
        int draws = ((Number) page.evaluate("() => document.getElementById('content').fleetMap.draws")).intValue();
        assertThat(draws).as("drawings for 30 batches of 2,000 nodes").isBetween(1, 30);
        int elements = ((Number) page.evaluate("() => document.querySelectorAll('*').length")).intValue();
        assertThat(elements).as("elements on the page, none of them per node").isLessThan(800);
        page.getByTestId("map").focus();
        page.keyboard().press("+");
        BoundingBox box = page.getByTestId("map").boundingBox();
        page.mouse().move(box.x + 300, box.y + 200);
        page.mouse().down();
        page.mouse().move(box.x + 400, box.y + 200);
        page.mouse().up();
        double longitude =
                ((Number) page.evaluate("() => document.getElementById('content').fleetMap.view.lon")).doubleValue();
        assertThat(longitude)
                .as("the map follows the hand: dragged east, it looks west")
                .isLessThan(-10);
    }

    @Test
    void saysAtOnceWhetherTheNextOrbitIsSafeAndWhyNot() {
        Page page = console.open("");
        assertThat(page.getByTestId("verdict")).hasText("SAFE");
        control.send("summary", StubFleet.summary(NODES, false, List.of("2 nodes enter umbra without a plan")));
        assertThat(page.getByTestId("verdict")).hasText("AT RISK");
        assertThat(page.getByTestId("reasons")).hasText("2 nodes enter umbra without a plan");
    }

    @Test
    void claimsNothingWhileTheStreamIsGoneAndReadsAnewWhenItIsBack() throws Exception {
        Page page = console.open("");
        assertThat(page.getByTestId("verdict")).hasText("SAFE");
        control.cutStreams();
        assertThat(page.getByTestId("link")).hasText("No connection", PATIENT);
        assertThat(page.getByTestId("verdict")).hasText("UNKNOWN");
        String message = "Raised while nobody was listening";
        control.answer(
                "alarms",
                StubFleet.items(StubFleet.alarm(
                        StubFleet.nodeId(4), "gpu-temperature", LimitLevel.WARNING, "ACTIVE", message)));
        control.resumeStreams();
        assertThat(page.getByTestId("link")).hasText("Live", PATIENT);
        assertThat(page.getByTestId("top-alarms")).containsText(message);
        assertThat(page.getByTestId("verdict")).hasText("SAFE");
        console.forgive();
    }
}
