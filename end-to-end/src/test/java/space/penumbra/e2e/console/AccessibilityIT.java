package space.penumbra.e2e.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

/** Every page in both themes and on a phone against WCAG 2.1 AA, as axe-core checks it; and the ways of the keyboard. */
class AccessibilityIT extends ConsoleTest {

    private static final String RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}";
    private static final List<String> PAGES = List.of(
            "",
            "hazards",
            "alarms",
            "commands/c-1",
            "nodes",
            "nodes/" + StubFleet.nodeId(3),
            "value",
            "workloads",
            "workloads/train-1",
            "webhooks",
            "rules",
            "rules/of/gpu-temperature",
            "audit");

    @BeforeEach
    void fill() {
        String id = StubFleet.nodeId(3);
        control.answer("nodes/" + id, StubFleet.node(id));
        control.answer("nodes/" + id + "/history", StubFleet.history());
        control.answer("rules", StubFleet.items(StubFleet.temperatureRule()));
        control.answer("rule-lab", StubRules.lab(StubRules.shadowed()));
        control.answer("rules/gpu-temperature/versions", StubRules.history());
        control.answer("workloads", StubFleet.items());
        control.answer("audit", StubFleet.items());
        control.answer("value", StubFleet.value());
        control.answer("workloads/train-1/explanation", StubFleet.explanation());
        control.answer("webhooks/endpoints", StubFleet.endpoints());
        control.answer("webhooks/undelivered", StubFleet.items(StubFleet.letter("msg_1", "ticketing", "answered 503")));
        control.answer(
                "hazards",
                StubFleet.items(
                        StubFleet.windowOf(id, HazardKind.UMBRA, 20, 35),
                        StubFleet.windowOf(id, HazardKind.GROUND_CONTACT, 25, 8)));
        control.answer(
                "alarms",
                StubFleet.items(Stream.concat(
                                StubFleet.storm(8),
                                Stream.of(
                                        StubFleet.alarm(id, "gpu", LimitLevel.SEVERE, "ACTIVE", "Hottest GPU at 99 °C"),
                                        StubFleet.alarm(id, "pump", LimitLevel.WATCH, "ACKNOWLEDGED", "Pump at 70 %"),
                                        StubFleet.alarm(id, "link", LimitLevel.WARNING, "RETURNED", "Link was down")))
                        .toArray()));
        control.answer("incidents", StubFleet.items(StubFleet.incident(8)));
        control.answer(
                "commands",
                StubFleet.items(
                        StubFleet.command("c-1", CommandState.AWAITING_APPROVAL, CommandState.PROPOSED),
                        StubFleet.command("c-2", CommandState.FAILED, CommandState.PROPOSED)));
    }

    static Stream<Arguments> pages() {
        return PAGES.stream()
                .flatMap(page -> Stream.of(
                        Arguments.of(page, "dark", 1440),
                        Arguments.of(page, "light", 1440),
                        Arguments.of(page, "light", 375)));
    }

    @ParameterizedTest(name = "#/{0} {1} at {2} px")
    @MethodSource("pages")
    void meetsTheGuidelines(String hash, String theme, int width) {
        console.close();
        console = new ConsolePage(control, width, 900);
        console.page().addInitScript("localStorage.setItem('penumbra.theme', '" + theme + "')");
        Page page = console.open(hash);
        assertThat(page.evaluate("() => document.documentElement.dataset.theme"))
                .isEqualTo(theme);
        page.locator("#content h1").waitFor();
        assertThat(violations(page)).isEmpty();
        int overflow = ((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth")).intValue();
        assertThat(overflow).as("pixels that scroll sideways").isLessThanOrEqualTo(0);
    }

    @Test
    void aDialogMeetsThemAndGivesTheFocusBack() {
        Page page = console.open("alarms");
        page.getByTestId("incident-row").waitFor();
        page.getByTestId("alarm-row").first().focus();
        page.keyboard().press("s");
        page.locator("dialog[open]").waitFor();
        assertThat(violations(page)).isEmpty();
        page.keyboard().press("Escape");
        assertThat(page.evaluate("() => document.activeElement.dataset.testid")).isEqualTo("alarm-row");
    }

    @Test
    void signingInMeetsThem() {
        control.answer("session", Map.of("tokenRequired", true, "signInRequired", true));
        console.page().navigate(control.address().toString());
        console.page().locator("dialog[open]").waitFor();
        assertThat(violations(console.page())).isEmpty();
    }

    @Test
    void whatARoleMayNotDoMeetsThem() {
        control.answer(
                "session", Map.of("tokenRequired", true, "signInRequired", true, "name", "ann", "role", "viewer"));
        Page page = console.open("commands/c-1");
        page.locator("[data-testid=command] button[aria-disabled]").first().waitFor();
        assertThat(violations(page)).isEmpty();
    }

    @Test
    void findsWhatIsWrong() {
        Page page = console.open("");
        page.evaluate("() => { const bad = document.createElement('button'); document.body.append(bad); }");
        assertThat(violations(page)).singleElement().asString().startsWith("button-name");
    }

    /** What axe-core finds, a line for each rule: its id and where. */
    @SuppressWarnings("unchecked")
    private static List<String> violations(Page page) {
        page.evaluate(script());
        return (List<String>)
                page.evaluate(
                        "() => axe.run(document, " + RULES + ").then(result => result.violations"
                                + ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' [' + n.any.map(a => a.message).join('; ') + ']').join(', ')))");
    }

    private static String script() {
        try (InputStream in = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("axe.min.js cannot be read from the class path", e);
        }
    }
}
