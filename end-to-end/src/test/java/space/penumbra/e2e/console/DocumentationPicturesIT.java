package space.penumbra.e2e.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of the documentation from a fleet that runs: {@code penumbra demo} in one terminal, then this test with
 * {@code -Dpenumbra.pictures=http://127.0.0.1:8080/}.
 */
@Tag("browser")
@ExtendWith(ChromiumExtension.class)
@EnabledIfSystemProperty(named = "penumbra.pictures", matches = "http.*")
class DocumentationPicturesIT {

    private static final Path FOLDER = Path.of("..", "docs", "images");

    private final String console = System.getProperty("penumbra.pictures", "");

    @Test
    void takesThem() {
        picture("", "console.png", 1440, 1010, "dark");
        picture("hazards", "hazards.png", 1440, 900, "dark");
        picture("alarms", "alarms.png", 1440, 620, "light");
        picture("commands", "commands.png", 1440, 1010, "dark");
        picture("value", "value.png", 1440, 900, "light");
        picture("", "phone.png", 375, 812, "light");
    }

    private void picture(String hash, String file, int width, int height, String theme) {
        try (BrowserContext context = ChromiumExtension.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(ColorScheme.DARK))) {
            Page page = context.newPage();
            page.addInitScript("localStorage.setItem('penumbra.theme', '" + theme + "')");
            page.navigate(console + "#/" + hash);
            page.locator(".link-state.live").waitFor(new Locator.WaitForOptions().setTimeout(30_000));
            page.locator("#content h1").waitFor();
            page.locator(
                            ".timeline .area, [data-testid=incident-row], [data-testid=alarm-row], .ledger .entry, svg.bars")
                    .first()
                    .waitFor(new Locator.WaitForOptions().setTimeout(30_000));
            if (hash.isEmpty()) {
                page.waitForFunction("() => document.getElementById('content').fleetMap.saa.length > 2");
            }
            if (hash.equals("hazards")) {
                page.locator("[data-testid=lanes] .window").first().waitFor();
            }
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(FOLDER.resolve(file)).setType(ScreenshotType.PNG));
        }
    }
}
