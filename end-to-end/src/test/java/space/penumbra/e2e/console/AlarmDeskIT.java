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

    private Locator incidents() {
        return console.page().getByTestId("incident-row");
    }

    @Test
    void showsAStormAsOneIncidentWithItsMembersFolded() {
        control.answer("alarms", StubFleet.items(StubFleet.storm(40).toArray()));
        control.answer("incidents", StubFleet.items(StubFleet.incident(40)));
        Page page = console.open("alarms");
        assertThat(incidents()).hasCount(1);
        assertThat(incidents()).containsText("40 nodes across the fleet: one incident");
        assertThat(incidents()).containsText("30 unseen");
        assertThat(rows()).hasCount(0);
        page.keyboard().press("Enter");
        assertThat(incidents()).hasAttribute("aria-expanded", "true");
        assertThat(rows()).hasCount(40);
        page.keyboard().press("/");
        page.keyboard().type(StubFleet.nodeId(25));
        assertThat(rows()).hasCount(1);
        assertThat(incidents()).hasCount(0);
    }

    @Test
    void acknowledgesAWholeIncidentByKeyboardForWhatWasSeenOfIt() {
        control.answer("alarms", StubFleet.items(StubFleet.storm(40).toArray()));
        control.answer("incidents", StubFleet.items(StubFleet.incident(40)));
        Page page = console.open("alarms");
        assertThat(incidents()).hasCount(1);
        page.keyboard().press("a");
        console.sign("mia", "eclipse season, expected");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted()).as("one post for forty alarms").hasSize(1);
        StubControl.Posted post = control.posted().get(0);
        assertThat(post.path()).containsExactly("incidents", StubFleet.INCIDENT, "acknowledge");
        assertThat(Instant.parse(post.body().get("seen").asText())).isEqualTo(StubFleet.NOW.minusSeconds(20));
        assertThat(incidents()).containsText("30 unseen");
        control.send("incident", StubFleet.incident(40).put("unacknowledged", 2));
        assertThat(incidents()).containsText("2 unseen");
    }

    @Test
    void handsOverLeavesANoteAndTakesOutOfServiceByKeyboard() {
        Page page = console.open("alarms");
        assertThat(rows()).hasCount(2);
        page.keyboard().press("o");
        console.sign("mia", "end of shift");
        console.field("Owner").fill("ana");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        critical.put("owner", "ana");
        control.send("alarm", critical);
        assertThat(rows().first()).containsText("owner ana");
        page.keyboard().press("n");
        console.field("Who").fill("mia");
        console.field("What the next shift should know").fill("pump B was swapped at noon");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        critical.set(
                "notes",
                StubJson.tree(
                        List.of(Map.of("author", "mia", "text", "pump B was swapped at noon", "time", StubFleet.NOW))));
        control.send("alarm", critical);
        assertThat(rows().first()).containsText("mia, 12:00: pump B was swapped at noon");
        page.keyboard().press("m");
        console.sign("mia", "sensor swap");
        console.dialogButton("Take out of service").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted())
                .extracting(post -> post.path().get(2))
                .containsExactly("own", "note", "out-of-service");
        critical.put("state", "OUT_OF_SERVICE").put("outOfServiceBy", "mia");
        control.send("alarm", critical);
        assertThat(rows()).hasCount(1);
        console.button("Out of service").click();
        assertThat(rows()).containsText("Return to service");
    }

    @Test
    void whatReturnedUnseenStaysOnTheDesk() {
        critical.put("state", "RETURNED");
        control.answer("alarms", StubFleet.items(warning, critical));
        console.open("alarms");
        assertThat(rows()).hasCount(2);
        assertThat(rows().last()).containsText("Returned to normal");
        console.button("Unacknowledged").click();
        assertThat(rows()).hasCount(2);
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
