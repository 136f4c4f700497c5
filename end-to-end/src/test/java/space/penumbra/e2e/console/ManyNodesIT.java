package space.penumbra.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand nodes and a storm over all of them. Prints what a frame and the page cost here; asserts only what does not
 * depend on the machine.
 */
class ManyNodesIT extends ConsoleTest {

    private static final int MANY = 10_000;
    private static final int DRAGS = 60;

    @Test
    void tenThousandNodesAreDrawnFromColumnsAndAStormOverThemIsOneRow() {
        fleetOf(MANY);
        control.answer("alarms", StubFleet.items(StubFleet.storm(1_000).toArray()));
        control.answer("incidents", StubFleet.items(StubFleet.incident(MANY)));
        Page page = console.open("");
        page.waitForFunction("() => { const map = document.getElementById('content').fleetMap;"
                + " return map && map.pixels && map.pixels.some(p => p) && map.dirty.size === 0; }");
        CDPSession inspector = page.context().newCDPSession(page);
        inspector.send("Performance.enable");
        page.evaluate(
                "() => { const map = document.getElementById('content').fleetMap; globalThis.drawn = [];"
                        + " const draw = map.draw.bind(map);"
                        + " map.draw = () => { const began = performance.now(); draw(); drawn.push(performance.now() - began); }; }");
        Map<String, Object> all = StubFleet.positions(MANY);
        BoundingBox box = page.getByTestId("map").boundingBox();
        page.mouse().move(box.x + 500, box.y + 200);
        page.mouse().down();
        for (int i = 0; i < DRAGS; i++) {
            if (i % 10 == 0) {
                control.send("status", all);
            }
            page.mouse().move(box.x + 500 - 4 * i, box.y + 200);
        }
        page.mouse().up();
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        @SuppressWarnings("unchecked")
        List<Number> drawn = (List<Number>) page.evaluate("() => drawn");
        List<Double> sorted = drawn.stream().map(Number::doubleValue).sorted().toList();
        inspector.send("HeapProfiler.collectGarbage");
        double heapMegabytes = metric(inspector, "JSHeapUsedSize") / 1e6;
        int elements = ((Number) page.evaluate("() => document.querySelectorAll('*').length")).intValue();
        System.out.printf(
                "10,000 nodes: drawing a frame of the map p50 %.1f ms, p95 %.1f ms (%d frames while dragging under"
                        + " status batches of the whole fleet), JavaScript heap %.1f MB, %d elements%n",
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.size(),
                heapMegabytes,
                elements);

        assertThat(sorted).as("frames drawn").hasSizeGreaterThan(5);
        assertThat(elements).as("elements, none of them per node").isLessThan(900);
        assertThat(heapMegabytes).as("heap after collection, MB").isLessThan(150);
        page.navigate(control.address() + "#/alarms");
        assertThat(page.getByTestId("incident-row").textContent()).contains("10,000 nodes", "9,990 unseen");
        assertThat(page.getByTestId("alarm-row").count()).isZero();
    }

    private static double metric(CDPSession inspector, String name) {
        JsonObject metrics = inspector.send("Performance.getMetrics");
        for (JsonElement metric : metrics.getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("The browser has no metric " + name);
    }
}
