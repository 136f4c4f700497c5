package space.penumbra.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What acting was worth, by day, in figures and as drawn. */
class ValuePageIT extends ConsoleTest {

    @Test
    void sumsTheDaysAndDrawsThem() {
        control.answer("value", StubFleet.value());
        Page page = console.open("value");
        Locator figures = page.getByTestId("value-figures");
        // Three days: 12.5 + 4 - 1.5 saved, 2 + 1 + 1.5 spent, 3 of 20 needless.
        assertThat(figures).containsText("15.0");
        assertThat(figures).containsText("15 % of 20 actions");
        assertThat(figures).containsText("of 12 moves");
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertThat(page.locator("tbody tr").first()).containsText("2026-06-21");
        assertThat(page.locator("svg.bars").first())
                .hasAttribute("aria-label", Pattern.compile("15.0 saved, 4.5 spent"));
    }

    @Test
    void aDayThatLostHangsBelowTheLineAndBarsHaveTheLengthOfTheirValues() {
        control.answer("value", StubFleet.value());
        Page page = console.open("value");
        Locator saved = page.locator("svg.bars").first();
        double zero = number(saved.locator(".zero"), "y1");
        List<Locator> bars = saved.locator(".day .bar-good").all();
        assertThat(bars).hasSize(3);
        // Oldest first: the first day lost 1.5, the last saved 12.5.
        assertThat(number(bars.get(0), "y")).as("a loss begins at the line").isCloseTo(zero, within(0.5));
        double loss = number(bars.get(0), "height");
        double gain = number(bars.get(2), "height");
        assertThat(gain / loss).isCloseTo(12.5 / 1.5, within(0.05));
        assertThat(number(bars.get(2), "y") + gain).as("a gain ends at it").isCloseTo(zero, within(0.5));
    }

    private static double number(Locator element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void saysWhenThereWillBeSomethingToSee() {
        control.answer("value", Map.of("days", List.of(), "savedGpuHours", 0, "actions", 0, "needless", 0));
        Page page = console.open("value");
        assertThat(page.locator("#content")).containsText("Nothing to judge yet");
        assertThat(page.getByTestId("worth")).isHidden();
    }

    @Test
    void asksForAsManyDaysAsAreWanted() {
        control.answer("value", StubFleet.value());
        Page page = console.open("value");
        console.button("7 days").click();
        assertThat(page.locator("tbody tr")).hasCount(3);
        page.waitForCondition(() -> control.asked().contains("value?days=7"));
    }
}
