package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.CommandState;

/** A command and a workload explain themselves: the alternative, the turning points, and who must still agree. */
class WhyIT extends ConsoleTest {

    private static ObjectNode command(CommandState state, CommandState... passed) {
        ObjectNode entry = (ObjectNode) StubJson.tree(StubFleet.command("c-1", state, passed));
        ((ObjectNode) entry.get("proposal"))
                .set("turningPoints", StubJson.tree(List.of("With 8 % more charge it would ride the eclipse out")));
        return entry;
    }

    @Test
    void showsWhatWouldHaveComeAndWhatWouldHaveChangedTheChoice() {
        control.answer("commands", StubFleet.items(command(CommandState.ISSUED, CommandState.PROPOSED)));
        Page page = console.open("commands/c-1");
        // 0.20 GPU-hours against 4.82 without: the plan saves 4.62.
        assertThat(page.getByTestId("versus")).containsText("0.20 GPU-h");
        assertThat(page.getByTestId("versus")).containsText("4.82 GPU-h");
        assertThat(page.getByTestId("versus")).containsText("Judged by what is seen once the hazard is over.");
        assertThat(page.getByTestId("turning")).hasText("With 8 % more charge it would ride the eclipse out");
        assertThat(page.getByTestId("command").getByRole(AriaRole.LINK).getByText("What the newest plan says"))
                .hasAttribute("href", "#/workloads/train-aurora-01");
    }

    @Test
    void theMarginOfAnOverdueCommandGoesOnFalling() {
        control.answer("commands", StubFleet.items(command(CommandState.ISSUED, CommandState.PROPOSED)));
        Page page = console.open("commands/c-1");
        Locator margins = page.locator(".margin-of");
        assertThat(margins).hasText(new String[] {"+214 s", "+214 s"});
        // Fleet time runs on: past the deadline there is none left, in the list as in the command itself.
        Map<String, Object> later = StubFleet.summary(NODES, true, List.of());
        later.put("time", StubFleet.NOW.plusSeconds(1300));
        control.send("summary", later);
        assertThat(margins.first()).containsText("−1");
        assertThat(margins.last()).containsText("−1");
    }

    @Test
    void judgesAnEndedCommandByWhatCame() {
        ObjectNode ended = command(CommandState.COMPLETED, CommandState.PROPOSED, CommandState.ISSUED);
        control.answer("commands", StubFleet.items(ended));
        ObjectNode judged = ended.deepCopy();
        judged.set(
                "value",
                StubJson.tree(Map.of(
                        "settled",
                        true,
                        "needless",
                        true,
                        "savedGpuHours",
                        -0.2,
                        "drawRatio",
                        0.31,
                        "sourceNodeId",
                        StubFleet.nodeId(3),
                        "why",
                        "The battery would have stayed at 41 %.",
                        "time",
                        StubFleet.NOW)));
        judged.put("commandId", "c-1");
        control.answer("commands/c-1", judged);
        Page page = console.open("commands/c-1");
        assertThat(page.getByTestId("versus"))
                .containsText("It proved needless. The battery would have stayed at 41 %.");
        assertThat(page.getByTestId("versus")).containsText("-0.20 GPU-h");
        assertThat(page.getByTestId("versus")).containsText("31 % of a battery was not drawn");
    }

    @Test
    void aSecondPersonMustApproveAndTheFirstMayNotDoSoTwice() {
        ObjectNode waiting = command(CommandState.AWAITING_APPROVAL, CommandState.PROPOSED);
        waiting.set("approvals", StubJson.tree(List.of("ann")));
        control.answer("commands", StubFleet.items(waiting));
        control.onPost(post -> post.body().path("operator").asText().equals("ann")
                ? new StubControl.Answer(409, Map.of("error", "You approved it already: now somebody else must"))
                : new StubControl.Answer(202, Map.of("actionId", "1")));
        Page page = console.open("commands/c-1");
        Locator approval = page.getByTestId("approval");
        assertThat(approval).containsText("Approved by ann. One more person must");
        // Due in 20 minutes, and to be started 95 seconds before.
        assertThat(approval.locator(".due")).containsText("in 18 min");
        page.keyboard().press("a");
        console.sign("ann", "checked");
        console.dialogButton("Approve").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("You approved it already: now somebody else must");
        console.field("Who").fill("bob");
        console.dialogButton("Approve").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(control.posted().get(1).body().get("operator").asText()).isEqualTo("bob");
        console.forgive();
    }

    @Test
    void aWorkloadSaysWhyNothingIsDoneWithIt() {
        control.answer("workloads/train-1/explanation", StubFleet.explanation());
        Page page = console.open("workloads/train-1");
        Locator why = page.getByTestId("why");
        assertThat(why).containsText("Nothing is done");
        assertThat(why).containsText("The battery lasts the eclipse with 9 % to spare.");
        assertThat(why.locator(".turning li")).hasText("With 9 % less charge it would be moved");
        assertThat(why).containsText("Costs more than it saves");
        assertThat(page.locator("#content")).containsText("tenant-a");
    }

    @Test
    void aWorkloadThatNobodyKnowsLeadsToTheList() {
        Page page = console.open("workloads/nobody");
        assertThat(page.getByTestId("why")).containsText("No workload is called nobody");
        console.forgive();
    }
}
