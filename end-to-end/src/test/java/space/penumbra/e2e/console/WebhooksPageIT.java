package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told, how the way there is, and what nobody took: sent again by a person. */
class WebhooksPageIT extends ConsoleTest {

    @BeforeEach
    void give() {
        control.answer("webhooks/endpoints", StubFleet.endpoints());
        control.answer(
                "webhooks/undelivered",
                StubFleet.items(
                        StubFleet.letter("msg_1", "ticketing", "answered 503"),
                        StubFleet.letter("msg_2", "ticketing", "answered 503"),
                        StubFleet.letter("msg_3", "pager", "no answer within 10 s")));
    }

    private Locator letters() {
        return console.page().getByTestId("letters").locator(".letter");
    }

    @Test
    void showsHowTheWayToEachEndpointIs() {
        Page page = console.open("webhooks");
        Locator rows = page.getByTestId("endpoints").locator("tbody tr");
        assertThat(rows).hasCount(3);
        assertThat(rows.nth(0)).containsText("Delivers");
        assertThat(rows.nth(1)).containsText("Left alone");
        assertThat(rows.nth(1)).containsText("answered 503");
        // What was last heard hours ago is not known to be so now.
        assertThat(rows.nth(2)).containsText("Not known");
        assertThat(rows.nth(2)).containsText("last heard of");
    }

    @Test
    void listsWhatNobodyTookWithTheReasonAndTheWholeMessage() {
        Page page = console.open("webhooks");
        assertThat(letters()).hasCount(3);
        assertThat(letters().first().locator(".what")).hasText("GPU hot at dd650-00-03");
        assertThat(letters().first()).containsText("Given up after 6 attempts: answered 503");
        letters().first().focus();
        page.keyboard().press("Enter");
        assertThat(letters().first().locator("pre")).containsText("\"type\": \"penumbra.alarm.raised\"");
        page.getByLabel("Filter undelivered messages").fill("10 s");
        assertThat(letters()).hasCount(1);
        assertThat(letters()).containsText("pager");
    }

    @Test
    void sendsAMessageAgainByKeyboardAndSaysSoOnlyWhenItWasTaken() {
        Page page = console.open("webhooks");
        assertThat(letters()).hasCount(3);
        page.keyboard().press("j");
        page.keyboard().press("s");
        console.sign("mia", "ticketing is back");
        console.dialogButton("Send again").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted()).singleElement().satisfies(post -> {
            assertThat(post.path()).containsExactly("webhooks", "undelivered", "msg_1", "send-again");
            assertThat(post.body())
                    .isEqualTo(StubJson.tree(
                            Map.of("operator", "mia", "reason", "ticketing is back", "endpoint", "ticketing")));
        });
        // The receiver has not taken it yet: nothing is claimed.
        assertThat(page.locator(".toast")).hasCount(0);
        control.answer("webhooks/undelivered", StubFleet.items(StubFleet.letter("msg_2", "ticketing", "answered 503")));
        assertThat(page.locator(".toast")).hasText("ticketing took it.");
        assertThat(letters()).hasCount(1);
    }

    @Test
    void sendsAllThatFitTheFilter() {
        Page page = console.open("webhooks");
        page.getByLabel("Filter undelivered messages").fill("ticketing");
        console.button("Send 2 again").click();
        console.sign("mia", "ticketing is back");
        console.dialogButton("Send again").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted()).extracting(post -> post.path().get(2)).containsExactly("msg_1", "msg_2");
    }

    @Test
    void theTabCountsWhatNobodyTook() {
        Page page = console.open("");
        Map<String, Object> summary = StubFleet.summary(NODES, true, List.of());
        summary.put("webhooks", Map.of("undelivered", 3, "failing", 1));
        control.send("summary", summary);
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Webhooks")))
                .containsText("3");
    }

    @Test
    void saysHowToBeginWhereNobodyIsTold() {
        control.answer("webhooks/endpoints", StubFleet.items());
        control.answer("webhooks/undelivered", StubFleet.items());
        Page page = console.open("webhooks");
        assertThat(page.getByTestId("endpoints")).containsText("penumbra serve alert-webhooks --endpoints FILE");
        assertThat(page.locator(".undelivered")).containsText("Every message was taken");
    }
}
