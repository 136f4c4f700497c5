package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

/** The hold, the command ledger, the hazard timeline, the node page, and the phone. */
class OperationsIT extends ConsoleTest {

    @Test
    void holdsOnlyAfterWhoAndWhyAndShowsItUntilItIsReleased() {
        Page page = console.open("");
        console.button("HOLD").click();
        console.dialogButton("Hold all commands").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(control.posted()).as("posts without who and why").isEmpty();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        page.keyboard().press("Shift+H");
        console.sign("mia", "planner misbehaves");
        console.dialogButton("Hold all commands").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted()).hasSize(1);
        assertThat(control.posted().get(0).path()).containsExactly("hold");
        assertThat(control.posted().get(0).body())
                .isEqualTo(StubJson.tree(Map.of("operator", "mia", "reason", "planner misbehaves")));
        control.send("hold", Map.of("on", true, "by", "mia", "reason", "planner misbehaves", "since", StubFleet.NOW));
        assertThat(page.getByTestId("held")).containsText("mia since 12:00:00 · planner misbehaves");
        assertThat(console.button("ON HOLD")).hasAttribute("aria-pressed", "true");
        control.send("hold", Map.of("on", false));
        assertThat(page.getByTestId("held")).hasCount(0);
    }

    @Test
    void showsWhyACommandIsThereAndApprovesItInTheOperatorsName() {
        control.answer(
                "commands",
                StubFleet.items(
                        StubFleet.command("c-1", CommandState.AWAITING_APPROVAL, CommandState.PROPOSED),
                        StubFleet.command(
                                "c-2", CommandState.TRANSFERRED, CommandState.PROPOSED, CommandState.ISSUED)));
        Page page = console.open("commands/c-1");
        assertThat(page.getByTestId("ledger").getByRole(AriaRole.LINK)).hasCount(2);
        assertThat(page.getByTestId("command")).containsText("Umbra would drain the battery");
        assertThat(page.getByTestId("command")).containsText("+214 s");
        assertThat(page.getByTestId("command")).containsText("Battery would fall below its floor");
        assertThat(page.getByTestId("command").locator("[aria-current=step]")).hasText("Approval12:00:00");
        page.keyboard().press("a");
        console.sign("ana", "checked the target");
        console.dialogButton("Approve").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted().get(0).path()).containsExactly("commands", "c-1", "approve");
        assertThat(control.posted().get(0).body().get("operator").asText()).isEqualTo("ana");
        control.send("command", StubFleet.command("c-1", CommandState.ISSUED, CommandState.PROPOSED));
        assertThat(page.getByTestId("command").locator("[aria-current=step]")).containsText("Issued");
        assertThat(console.button("Approve")).hasCount(0);
    }

    @Test
    void drawsCommandsAgainstTheWindowsTheyMustBeat() {
        String id = StubFleet.nodeId(3);
        control.answer(
                "hazards",
                StubFleet.items(
                        StubFleet.windowOf(id, HazardKind.UMBRA, 20, 35),
                        StubFleet.windowOf(id, HazardKind.SAA, 90, 12)));
        control.answer(
                "commands", StubFleet.items(StubFleet.command("c-1", CommandState.ISSUED, CommandState.PROPOSED)));
        Page page = console.open("hazards");
        assertThat(page.getByTestId("density").getByRole(AriaRole.IMG))
                .hasAttribute(
                        "aria-label",
                        java.util.regex.Pattern.compile("Umbra: at most 25 nodes.*SAA: at most 4 nodes, at 13:15"));
        assertThat(page.getByTestId("lanes")).containsText(id);
        assertThat(page.getByTestId("lanes").locator(".window")).hasCount(2);
        assertThat(page.getByTestId("lanes").locator(".slack-label")).hasText("+214 s");
        // The post of the deadline stands where the umbra begins.
        double post =
                Double.parseDouble(page.getByTestId("lanes").locator(".post").getAttribute("x1"));
        double umbra = Double.parseDouble(
                page.getByTestId("lanes").locator(".window.k-umbra").getAttribute("x"));
        assertThat(post).isCloseTo(umbra, org.assertj.core.api.Assertions.within(0.5));
        assertThat(control.asked()).anyMatch(asked -> asked.startsWith("hazards?node=" + id));
    }

    @Test
    void asksForTheWindowsOfALaneAsSoonAsACommandOpensIt() {
        String id = StubFleet.nodeId(3);
        control.answer("hazards", StubFleet.items(StubFleet.windowOf(id, HazardKind.UMBRA, 20, 35)));
        Page page = console.open("hazards");
        assertThat(page.getByTestId("lanes")).containsText("No node needs anything");
        control.send("command", StubFleet.command("c-1", CommandState.ISSUED, CommandState.PROPOSED));
        // The usual reading comes every fifteen seconds: an operator would look at a lane without its hazard till then.
        assertThat(page.getByTestId("lanes").locator(".window.k-umbra")).hasCount(1);
    }

    @Test
    void showsTheNoaaScalesAsTheyCameBesideTheWindowsAhead() {
        Page page = console.open("hazards");
        assertThat(page.getByTestId("scales")).containsText("G2");
        assertThat(page.getByTestId("scales")).containsText("S0");
        assertThat(page.getByTestId("density").getByRole(AriaRole.IMG))
                .hasAttribute("aria-label", java.util.regex.Pattern.compile("Geomagnetic storm G2 now"));
        // The level changed nine minutes ago, within the ten that are shown; before it was none.
        assertThat(page.getByTestId("density").locator(".scale-bar.lv-2")).hasCount(1);
    }

    @Test
    void findsANodeByPartOfItsName() {
        Page page = console.open("nodes");
        page.waitForResponse(
                response ->
                        response.url().contains("/api/nodes?") && response.url().contains("q=03-1"),
                () -> page.getByLabel("Find a node").fill("03-1"));
        assertThat(page.getByRole(AriaRole.TABLE)).containsText(StubFleet.nodeId(0));
    }

    @Test
    void saysHowLongAHazardHasLastedThatIsNotOver() {
        ObjectNode node = (ObjectNode) StubJson.tree(StubFleet.status(StubFleet.nodeId(0)));
        node.set("nextHazard", StubFleet.windowOf(StubFleet.nodeId(0), HazardKind.UMBRA, -12, 35));
        control.answer("nodes", StubFleet.items(node));
        Page page = console.open("nodes");
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("Umbra for 12 min");
    }

    @Test
    void marksHoursThatAreNotForecastYetSoThatTheyDoNotLookCalm() {
        Page page = console.open("hazards");
        assertThat(page.getByTestId("unforeseen").locator("title"))
                .hasText("From 14:30 on, hazards are not forecast for all nodes yet.");
        assertThat(page.getByTestId("density").getByRole(AriaRole.IMG))
                .hasAttribute(
                        "aria-label", java.util.regex.Pattern.compile("Not forecast for all nodes from 14:30 on"));
    }

    @Test
    void plotsTheHistoryOfANodeWithItsLimitsAndTheUmbraAhead() {
        String id = StubFleet.nodeId(3);
        control.answer("nodes/" + id, StubFleet.node(id));
        control.answer("nodes/" + id + "/history", StubFleet.history());
        control.answer("rules", StubFleet.items(StubFleet.temperatureRule()));
        Page page = console.open("nodes/" + id);
        assertThat(page.getByTestId("plots").locator("canvas")).hasCount(2);
        assertThat(page.getByTestId("plots")).containsText("Battery charge");
        assertThat(page.getByTestId("readings")).containsText("93 %");
        assertThat(page.getByTestId("node-hazards")).containsText("Umbra");
        // --warning of the dark theme, #f2cf4a: the limit line lies in the plot of temperatures and in no other.
        String coloured =
                "(canvas) => { const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                        + " let n = 0; for (let i = 0; i < d.length; i += 4) if (Math.abs(d[i] - 0xf2) < 6 && Math.abs(d[i + 1] - 0xcf) < 6"
                        + " && Math.abs(d[i + 2] - 0x4a) < 6) n++; return n; }";
        Number battery =
                (Number) page.getByTestId("plots").locator("canvas").nth(0).evaluate(coloured);
        Number temperature =
                (Number) page.getByTestId("plots").locator("canvas").nth(1).evaluate(coloured);
        assertThat(battery.intValue()).isZero();
        assertThat(temperature.intValue()).isGreaterThan(100);
    }

    @Test
    void saysWhatToDoWhenThereIsNoHistory() {
        String id = StubFleet.nodeId(3);
        control.answer("nodes/" + id, StubFleet.node(id));
        control.answer(
                "nodes/" + id + "/history",
                new StubControl.Answer(
                        503, Map.of("error", "No history store is configured: start with --history-url.")));
        Page page = console.open("nodes/" + id);
        assertThat(page.getByTestId("plots")).containsText("No history store is configured: start with --history-url.");
        assertThat(page.getByTestId("readings")).containsText("93 %");
        console.forgive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hazards",
                "alarms",
                "commands",
                "value",
                "nodes",
                "workloads",
                "workloads/train-1",
                "webhooks",
                "rules",
                "rules/of/gpu-temperature",
                "audit"
            })
    void fitsAPhone(String hash) {
        control.answer("workloads", StubFleet.items());
        control.answer("audit", StubFleet.items());
        control.answer("value", StubFleet.value());
        control.answer("workloads/train-1/explanation", StubFleet.explanation());
        control.answer("webhooks/endpoints", StubFleet.endpoints());
        control.answer("webhooks/undelivered", StubFleet.items(StubFleet.letter("msg_1", "ticketing", "answered 503")));
        control.answer(
                "alarms",
                StubFleet.items(StubFleet.alarm(
                        StubFleet.nodeId(3), "gpu", LimitLevel.SEVERE, "ACTIVE", "Hottest GPU at 99 °C")));
        control.answer(
                "commands", StubFleet.items(StubFleet.command("c-1", CommandState.ACCEPTED, CommandState.PROPOSED)));
        control.answer("rules/gpu-temperature/versions", StubRules.history());
        control.answer("rules", StubFleet.items(StubFleet.temperatureRule()));
        console.close();
        console = new ConsolePage(control, 390, 844);
        Page page = console.open(hash);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasCount(1);
        int overflow = ((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth")).intValue();
        assertThat(overflow).as("pixels that scroll sideways").isLessThanOrEqualTo(0);
        assertThat(List.of(page.getByTestId("verdict").textContent())).containsExactly("SAFE");
    }
}
