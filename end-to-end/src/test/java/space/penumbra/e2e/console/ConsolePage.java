package space.penumbra.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** A console opened in a browser before a stub; notes what the browser complains about. Not thread-safe. */
final class ConsolePage implements AutoCloseable {

    private final StubControl control;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();

    ConsolePage(StubControl control, int width, int height) {
        this.control = control;
        context = ChromiumExtension.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(ColorScheme.DARK));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(control.address().toString())
                    && !request.url().startsWith("data:")) {
                strangers.add(request.url());
            }
        });
    }

    /** Opens a page of the console, such as {@code alarms}, and waits until its stream is live. */
    Page open(String hash) {
        page.navigate(control.address() + "#/" + hash);
        page.locator(".link-state.live").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        return page;
    }

    Page page() {
        return page;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialogButton(String name) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A text field of the open dialog. */
    Locator field(String label) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.TEXTBOX,
                        new Locator.GetByRoleOptions().setName(label).setExact(true));
    }

    /** Fills in who and why. */
    void sign(String operator, String reason) {
        field("Who").fill(operator);
        field("Why").fill(reason);
    }

    /** The browser has complained of nothing, and nothing was fetched from elsewhere. */
    void assertQuiet() {
        assertThat(complaints).as("complaints of the browser").isEmpty();
        assertThat(strangers).as("requests to other hosts").isEmpty();
    }

    /** Forgets complaints that a test has provoked on purpose. */
    void forgive() {
        complaints.clear();
    }

    @Override
    public void close() {
        context.close();
    }
}
