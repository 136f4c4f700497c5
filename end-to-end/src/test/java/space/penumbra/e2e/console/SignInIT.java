package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

/** A fleet that shows itself only to people it knows, each as the role permits. */
class SignInIT extends ConsoleTest {

    private static Map<String, Object> known(String name, String role) {
        return Map.of("tokenRequired", true, "signInRequired", true, "name", name, "role", role);
    }

    @BeforeEach
    void demandNames() {
        control.answer("session", Map.of("tokenRequired", true, "signInRequired", true));
        control.onPost(post -> {
            if (post.path().get(0).equals("session")) {
                if (post.path().size() > 1) {
                    control.answer("session", Map.of("tokenRequired", true, "signInRequired", true));
                    return new StubControl.Answer(200, Map.of("signedOut", true));
                }
                return "Bearer right-token".equals(post.authorization())
                        ? new StubControl.Answer(200, known("ann", "operator"))
                        : new StubControl.Answer(401, Map.of("error", "A valid bearer token is needed"));
            }
            return new StubControl.Answer(202, Map.of("actionId", "1"));
        });
    }

    private Page start(String hash) {
        console.page().navigate(control.address() + "#/" + hash);
        return console.page();
    }

    private Locator token() {
        return console.page().getByLabel("Access token");
    }

    private void signIn(String value) {
        token().fill(value);
        console.page().keyboard().press("Enter");
    }

    @Test
    void nothingIsReadBeforeSomebodyIsKnown() {
        Page page = start("alarms");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Who is there?");
        assertThat(control.asked()).containsExactly("session");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Who is there?");
        signIn("wrong-token");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Nobody has this token.");
        signIn("right-token");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.getByTestId("who")).hasText("ann · operator");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Alarms");
        assertThat(page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
                        .toString())
                .as("a token lies where scripts read")
                .doesNotContain("right-token");
        console.forgive();
    }

    @Test
    void whoIsSignedInSignsWithThatName() {
        control.answer("session", known("ann", "operator"));
        control.answer(
                "alarms",
                StubFleet.items(StubFleet.alarm(
                        StubFleet.nodeId(3), "gpu", LimitLevel.CRITICAL, "ACTIVE", "Hottest GPU at 93.4 °C")));
        Page page = console.open("alarms");
        page.getByTestId("alarm-row").first().waitFor();
        page.keyboard().press("a");
        assertThat(console.field("Who")).hasValue("ann");
        assertThat(console.field("Who")).not().isEditable();
        console.field("Why").fill("seen");
        console.dialogButton("Acknowledge").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted().get(0).body().get("operator").asText()).isEqualTo("ann");
    }

    @Test
    void whatARoleMayNotDoIsDisabledAndSaysWhy() {
        control.answer("session", known("ann", "operator"));
        control.answer(
                "commands",
                StubFleet.items(StubFleet.command("c-1", CommandState.AWAITING_APPROVAL, CommandState.PROPOSED)));
        Page page = console.open("commands/c-1");
        assertThat(console.button("Approve")).isDisabled();
        assertThat(console.button("Approve")).hasAttribute("title", "This needs the role approver; ann is operator.");
        page.keyboard().press("a");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.locator(".toast")).hasText("This needs the role approver; ann is operator.");
        // Holding is for every operator, releasing for approvers alone.
        assertThat(console.button("HOLD")).isEnabled();
        control.send("hold", Map.of("on", true, "by", "bob", "reason", "storm", "since", StubFleet.NOW));
        assertThat(console.button("ON HOLD")).isDisabled();
        assertThat(page.getByTestId("held").getByText("Release")).isDisabled();
        assertThat(control.posted()).isEmpty();
    }

    @Test
    void signsOutAndShowsNothingAnyMore() {
        control.answer("session", known("ann", "operator"));
        Page page = console.open("");
        page.getByTestId("who").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("you may acknowledge and shelve alarms");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("you may not change the rules");
        console.dialogButton("Sign out").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Who is there?");
        assertThat(page.getByTestId("map")).hasCount(0);
    }

    @Test
    void aPageStillOnItsWayIsNotShownToWhoHasSignedOut() {
        control.answer("session", known("ann", "operator"));
        List<Route> held = new ArrayList<>();
        console.page().route("**/views/fleet.js", held::add);
        Page page = console.open("");
        page.getByTestId("who").click();
        console.dialogButton("Sign out").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Who is there?");
        held.forEach(Route::resume);
        page.evaluate("() => import('./js/views/fleet.js').then(() => new Promise(requestAnimationFrame))");
        assertThat(page.getByTestId("map")).hasCount(0);
    }
}
