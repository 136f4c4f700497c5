package space.penumbra.e2e.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import space.penumbra.e2e.Checkout;

/** The alerts about the platform itself, as Prometheus is given them. */
final class Alerts {

    private static final Pattern ALERT = Pattern.compile(
            "- alert: (?<name>\\w+)\\n\\s+expr: (?<expr>[^\\n]+)\\n(?:\\s+for: \\w+\\n)?\\s+labels: \\{severity: (?<severity>\\w+)}");
    private static final Pattern LIMIT = Pattern.compile("(?:>|==) (\\d+)$");

    private Alerts() {}

    /**
     * One of them.
     *
     * @param name its name
     * @param expression PromQL
     * @param critical whether it pages somebody at once
     */
    record Alert(String name, String expression, boolean critical) {

        /** The number it compares with. */
        double threshold() {
            return LIMIT.matcher(expression)
                    .results()
                    .findFirst()
                    .map(match -> Double.parseDouble(match.group(1)))
                    .orElseThrow(() -> new IllegalArgumentException(name + " compares with no number: " + expression));
        }

        /** What it looks at, without the comparison. */
        String observed() {
            return expression.replaceAll(" (>|==) \\d+$", "");
        }
    }

    static List<Alert> all() {
        try {
            String text = Files.readString(
                    Checkout.folder("deploy/kubernetes/components/monitoring").resolve("rules.yaml"));
            return ALERT.matcher(text).results().map(Alerts::alert).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Alert alert(MatchResult match) {
        return new Alert(match.group(1), match.group(2), match.group(3).equals("critical"));
    }

    static Alert named(String name) {
        return all().stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No alert is called " + name));
    }
}
