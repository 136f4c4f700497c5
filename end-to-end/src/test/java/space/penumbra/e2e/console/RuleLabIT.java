package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule lab: a version goes from draft through shadow and back-test into force, and one step back. */
class RuleLabIT extends ConsoleTest {

    private static final String RULE = "rules/of/gpu-temperature";

    @BeforeEach
    void aShadowAndADraft() {
        control.answer("rules", StubFleet.items(StubFleet.temperatureRule()));
        control.answer("rule-lab", StubRules.lab(StubRules.shadowed()));
        control.answer("rules/gpu-temperature/versions", StubRules.history());
    }

    private Locator row(int version) {
        return console.page().getByTestId("version").nth(3 - version);
    }

    private void signed(String button) {
        console.sign("mia", "finds it earlier");
        console.dialogButton(button).click();
        assertThat(console.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    private StubControl.Posted last() {
        return control.posted().get(control.posted().size() - 1);
    }

    @Test
    void theListSaysWhatIsUnderWayAndLeadsToTheRule() {
        Page page = console.open("rules");
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("gpu-temperature"));
        assertThat(row).containsText("Shadow 2");
        assertThat(row).containsText("7 would-be alarms, 3 in force");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("gpu-temperature").setExact(true))
                .click();
        assertThat(page.getByTestId("version")).hasCount(3);
        assertThat(page.getByTestId("shadow")).containsText("7");
    }

    @Test
    void draftsFromTheVersionInForceAgainstTheNumberThatWasRead() {
        console.open(RULE);
        console.button("Draft a change").click();
        assertThat(console.page().getByLabel("Warning (°C)")).hasValue("76");
        console.page().getByLabel("Warning (°C)").fill("74.5");
        signed("Write the draft");
        JsonNode body = last().body();
        assertThat(last().path()).containsExactly("rules", "gpu-temperature", "versions");
        assertThat(body.get("warning").asDouble()).isEqualTo(74.5);
        assertThat(body.get("watch").isNull()).isTrue();
        assertThat(body.get("basedOn").asInt()).isOne();
        assertThat(body.get("operator").asText()).isEqualTo("mia");
    }

    @Test
    void startsAShadowByKeyboardAlone() {
        Page page = console.open(RULE);
        console.button("Start shadow version 3").focus();
        page.keyboard().press("Enter");
        page.keyboard().type("mia");
        page.keyboard().press("Tab");
        page.keyboard().type("a day of trial");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(last().path()).containsExactly("rules", "gpu-temperature", "versions", "3", "shadow");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("shadow-3");
    }

    @Test
    void showsTheBacktestBesideTheVersionInForceAndAgainBeforeItIsPromoted() {
        control.onPost(post -> post.path().contains("backtest")
                ? new StubControl.Answer(200, StubRules.backtest())
                : new StubControl.Answer(202, Map.of()));
        Page page = console.open(RULE);
        page.getByLabel("Minutes of event time to go back").fill("90");
        console.button("Back-test version 2").click();
        Locator result = page.getByTestId("backtest");
        assertThat(result.getByRole(AriaRole.ROW).nth(1)).containsText("Precision75 %100 %");
        assertThat(result).containsText("240 s before it shows");
        assertThat(result).containsText("300 s after it shows");
        assertThat(last().body().get("minutes").asInt()).isEqualTo(90);

        console.button("Promote version 2").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("would have raised 7 alarms while the version in force raised 3");
        assertThat(dialog).containsText("precision 75 %, recall 100 %, median 240 s before the fault shows");
        signed("Put in force");
        assertThat(last().path()).containsExactly("rules", "gpu-temperature", "versions", "2", "promote");
    }

    @Test
    void oneClickBackSaysWhereItLeads() {
        Page page = console.open(RULE);
        assertThat(console.button("Back")).isDisabled();
        control.answer("rules/gpu-temperature/versions", StubRules.history(1));
        page.reload();
        console.button("Back to version 1").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Take gpu-temperature back to version 1?");
        signed("Go back");
        assertThat(last().path()).containsExactly("rules", "gpu-temperature", "back");
    }

    @Test
    void showsARefusalInTheDialog() {
        control.onPost(post -> new StubControl.Answer(409, Map.of("error", "Version 2 is in force by now.")));
        Page page = console.open(RULE);
        console.button("Promote version 3").click();
        console.sign("mia", "early");
        console.dialogButton("Put in force").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Version 2 is in force by now.");
        console.forgive();
    }

    @Test
    void comparesTwoVersions() {
        Page page = console.open(RULE);
        page.getByLabel("One version").selectOption("1");
        page.getByLabel("The other version").selectOption("3");
        assertThat(page.getByTestId("differences").getByRole(AriaRole.ROW)).hasCount(2);
        assertThat(page.getByTestId("differences")).containsText("Warning76.070.0");
        assertThat(row(3).locator("mark")).hasText("70.0");
        assertThat(row(1).locator("mark")).hasCount(0);
    }
}
