package space.penumbra.e2e.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * One headless Chromium for all browser tests of a run. Where none is installed the tests are aborted with what to
 * install, and fail in CI.
 */
final class ChromiumExtension implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ChromiumExtension.class);
    private static final Path DEBIAN = Path.of("/usr/bin/chromium");

    private static Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Running.class, type -> new Running(), Running.class);
    }

    static Browser browser() {
        return browser;
    }

    private static Path executable() {
        Path path = Path.of(System.getProperty("penumbra.chromium", DEBIAN.toString()));
        if (Files.isExecutable(path)) {
            return path;
        }
        String message = "The browser tests need Chromium and there is none at " + path
                + ": run 'apt-get install chromium', or name one with -Dpenumbra.chromium=PATH";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(message);
        }
        throw new TestAbortedException(message);
    }

    /** The browser and its driver; closed by JUnit when the last test is done. */
    private static final class Running implements AutoCloseable {

        private final Playwright playwright;

        Running() {
            Path executable = executable();
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
