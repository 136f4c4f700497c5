package space.penumbra.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * A progress bar on standard error, drawn at most ten times a second and only on a terminal. Not thread-safe.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();

    private final PrintStream out;
    private final boolean shown;
    private final String label;
    private final long total;
    private final long beganNanos = System.nanoTime();
    private long drawnNanos;

    private Progress(PrintStream out, boolean shown, String label, long total) {
        this.out = out;
        this.shown = shown;
        this.label = label;
        this.total = Math.max(1, total);
    }

    /** A bar for this many steps on standard error, or nothing at all when that is no terminal. */
    public static Progress of(String label, long total) {
        return new Progress(System.err, Terminal.present(), label, total);
    }

    static Progress to(PrintStream out, String label, long total) {
        return new Progress(out, true, label, total);
    }

    /** Draws the bar with this many steps done. */
    public void at(long done) {
        long now = System.nanoTime();
        if (!shown || (now - drawnNanos < REDRAW_NANOS && done < total)) {
            return;
        }
        drawnNanos = now;
        double ratio = Math.min(1, (double) done / total);
        int filled = (int) (ratio * WIDTH);
        double seconds = (now - beganNanos) / 1e9;
        String left = ratio > 0.02 ? String.format(Locale.ROOT, ", %.0f s left", seconds * (1 - ratio) / ratio) : "";
        out.print("\r\u001b[K" + label + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3.0f %%%s", ratio * 100, left));
        out.flush();
    }

    /** Removes the bar, so that the result stands alone. */
    @Override
    public void close() {
        if (shown) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
