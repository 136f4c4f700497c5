package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;

/** The alarm desk: worst first, by keyboard, and nothing claimed before the desk shows it. */
class AlarmDeskIT extends ConsoleTest {

    private final ObjectNode warning = StubFleet.alarm(
            StubFleet.nodeId(7), "radiator", LimitLevel.WARNING, "ACTIVE", "Radiator at 69.2 °C, warning limit 68 °C");
    private final ObjectNode critical = StubFleet.alarm(
            StubFleet.nodeId(3), "gpu-temperature", LimitLevel.CRITICAL, "ACTIVE", "Hottest GPU at 93.4 °C");

    @BeforeEach
    void raiseTwo() {
        control.answer("alarms", StubFleet.items(warning, critical));
    }

    private Locator rows() {
        return console.page().getByTestId("alarm-row");
    }

    private Locator selected() {
        return console.page().locator("[role=treegrid] tr[aria-selected=true]");
    }

    @Test
    void acknowledgesByKeyboardForTheLevelThatWasSeen() {
        Page page = console.open("alarms");
        assertThat(rows()).hasCount(2);
        assertThat(rows().first()).containsText("Critical");
        assertThat(selected()).containsText(StubFleet.nodeId(3));
        page.keyboard().press("j");
        assertThat(selected()).containsText(StubFleet.nodeId(7));
        page.keyboard().press("k");
        assertThat(selected()).containsText(StubFleet.nodeId(3));
        page.keyboard().press("a");
        page.keyboard().type("mia");
        page.keyboard().press("Tab");
        page.keyboard().type("looking at pump B");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        StubControl.Posted post = control.posted().get(0);
        assertThat(post.path()).containsExactly("alarms", StubFleet.nodeId(3) + "/gpu-temperature", "acknowledge");
        assertThat(post.body().get("operator").asText()).isEqualTo("mia");
        assertThat(post.body().get("reason").asText()).isEqualTo("looking at pump B");
        assertThat(post.body().get("level").asText()).isEqualTo("CRITICAL");
        // Taken is not done: the row changes when the desk says so.
        assertThat(rows().first()).containsText("Active");
        critical.put("state", "ACKNOWLEDGED").put("acknowledgedBy", "mia");
        control.send("alarm", critical);
        assertThat(rows().filter(new Locator.FilterOptions().setHasText(StubFleet.nodeId(3))))
                .containsText("Acknowledged");
        assertThat(page.locator(".toast")).containsText("Acknowledged: " + StubFleet.nodeId(3));
        assertThat(selected().first()).isVisible();
    }

    @Test
    void showsARefusalInTheDialogAndKeepsWhatWasTyped() {
        control.onPost(
                post -> new StubControl.Answer(409, Map.of("error", "The alarm has worsened to SEVERE: look again.")));
        Page page = console.open("alarms");
        rows().first().getByText("Acknowledge").click();
        console.sign("mia", "seen");
        console.dialogButton("Acknowledge").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The alarm has worsened to SEVERE: look again.");
        assertThat(console.field("Why")).hasValue("seen");
        assertThat(rows().first()).containsText("Active");
        console.forgive();
    }

    @Test
    void shelvesUntilAnInstantOfFleetTime() {
        Page page = console.open("alarms");
        assertThat(rows()).hasCount(2);
        page.keyboard().press("s");
        console.sign("ana", "known fault");
        page.getByLabel("For how long").selectOption("4 hours");
        console.dialogButton("Shelve").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        StubControl.Posted post = control.posted().get(0);
        assertThat(post.path()).endsWith("shelve");
        // Fleet time runs on at the speed of the wall clock from NOW while the test runs.
        Instant fourHoursOn = StubFleet.NOW.plusSeconds(4 * 3600);
        assertThat(Instant.parse(post.body().get("until").asText()))
                .isBetween(fourHoursOn, fourHoursOn.plusSeconds(120));
    }

    @Test
    void gathersAStormOfOneRuleIntoOneIncident() {
        Object[] storm = IntStream.range(0, 40)
                .mapToObj(i -> StubFleet.alarm(
                        StubFleet.nodeId(20 + i),
                        "battery",
                        LimitLevel.WATCH,
                        "ACTIVE",
                        "Battery at " + (58 - i) + " %"))
                .toArray();
        control.answer("alarms", StubFleet.items(storm));
        Page page = console.open("alarms");
        Locator incident = page.locator("tr").filter(new Locator.FilterOptions().setHasText("one incident"));
        assertThat(incident).containsText("40 nodes");
        assertThat(rows()).hasCount(0);
        incident.getByText("Show each").click();
        assertThat(rows()).hasCount(40);
    }

    @Test
    void filtersByWordsAndByState() {
        Page page = console.open("alarms");
        assertThat(rows()).hasCount(2);
        page.keyboard().press("/");
        page.keyboard().type("radiator");
        assertThat(rows()).hasCount(1);
        assertThat(rows()).containsText(StubFleet.nodeId(7));
        console.button("Shelved").click();
        assertThat(rows()).hasCount(0);
        assertThat(page.getByText("No alarm fits")).isVisible();
    }

    @Test
    void showsWhatAServerSaysAsTextAndNeverAsMarkup() {
        String hostile = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>";
        critical.put("message", hostile);
        control.answer("alarms", StubFleet.items(critical));
        Page page = console.open("alarms");
        assertThat(rows().first()).containsText(hostile);
        assertThat(page.locator("#content img, #content b")).hasCount(0);
        assertThat(page).hasTitle(Pattern.compile("Alarms"));
        assertThat(List.of(page.title())).noneMatch(title -> title.contains("owned"));
    }
}
