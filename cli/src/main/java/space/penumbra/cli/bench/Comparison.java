package space.penumbra.cli.bench;

import java.util.Locale;

/**
 * A figure of the simulated fleet beside a published one.
 *
 * @param subject what both are figures of
 * @param unit of both
 * @param twin the fleet's
 * @param published the other
 * @param source where that one is from
 */
record Comparison(String subject, String unit, double twin, double published, String source) {

    /** How far the fleet's is off: a difference for temperatures and shares, else per cent of the published one. */
    String error() {
        boolean difference = unit.equals("°C") || unit.equals("%") || published == 0;
        return difference
                ? String.format(Locale.ROOT, "%+.1f %s", twin - published, unit)
                : String.format(Locale.ROOT, "%+.0f %%", 100 * (twin / published - 1));
    }

    /** The same under another name. */
    Comparison of(String otherSubject) {
        return new Comparison(otherSubject, unit, twin, published, source);
    }

    static String number(double value) {
        if (value != 0 && Math.abs(value) < 0.01) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
    }
}
