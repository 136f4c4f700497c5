package space.penumbra.e2e.dashboards;

import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;

/**
 * Colours by value, and whose word they are: no panel has a limit of its own.
 *
 * @param steps ascending; the first begins at negative infinity
 * @param origin where they stand: {@code rule <id>}, {@code alert <name>} or what else
 */
record Thresholds(List<Step> steps, String origin) {

    static final Thresholds NONE = new Thresholds(List.of(), "");

    private static final String GOOD = "green";
    private static final List<String> LEVELS = List.of("blue", "yellow", "orange", "red", "purple");

    /** The colour from this value on. */
    record Step(Double from, String colour) {}

    /** The limits of a default rule: the same list that the health job begins with. */
    static Thresholds ofRule(String ruleId) {
        LimitRule rule = rule(ruleId);
        List<Step> steps = new ArrayList<>();
        List<Double> limits = limits(rule);
        if (rule.above()) {
            steps.add(new Step(null, GOOD));
            for (int level = 0; level < limits.size(); level++) {
                if (!limits.get(level).isNaN()) {
                    steps.add(new Step(limits.get(level), LEVELS.get(level)));
                }
            }
            return new Thresholds(List.copyOf(steps), "rule " + ruleId);
        }
        // Downwards the gravest level comes first, and each limit is where its level ends.
        String colour = GOOD;
        Double from = null;
        for (int level = limits.size() - 1; level >= 0; level--) {
            if (!limits.get(level).isNaN()) {
                steps.add(new Step(from, LEVELS.get(level)));
                from = limits.get(level);
            }
        }
        steps.add(new Step(from, colour));
        return new Thresholds(List.copyOf(steps), "rule " + ruleId);
    }

    /** The level of an alert about the platform itself, out of the file that Prometheus is given. */
    static Thresholds ofAlert(String name) {
        Alerts.Alert alert = Alerts.named(name);
        double from = alert.threshold();
        // "More than none" is one of them, or a fraction where something is counted over time.
        return new Thresholds(
                List.of(new Step(null, GOOD), new Step(from == 0 ? 0.01 : from, alert.critical() ? "red" : "orange")),
                "alert " + name);
    }

    /** Levels 1 to 5 of the NOAA scales, in the colours that alarms of those levels have. */
    static Thresholds noaaScale() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(null, GOOD));
        for (int level = 0; level < LEVELS.size(); level++) {
            steps.add(new Step(level + 1.0, LEVELS.get(level)));
        }
        return new Thresholds(List.copyOf(steps), "NOAA scales");
    }

    /** Seconds in hand, as the console colours them: late, tight under a minute, fine. */
    static Thresholds margin() {
        return new Thresholds(
                List.of(new Step(null, "red"), new Step(0.0, "orange"), new Step(60.0, GOOD)),
                "margins of the console");
    }

    /** For what should not be there at all. */
    static Thresholds anyIsBad() {
        return new Thresholds(List.of(new Step(null, GOOD), new Step(1.0, "orange")), "none is right");
    }

    static LimitRule rule(String ruleId) {
        return DefaultRules.all().stream()
                .filter(rule -> rule.ruleId().equals(ruleId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No default rule is called " + ruleId));
    }

    /** Watch, warning, distress, critical, severe; NaN where a level is not used. */
    static List<Double> limits(LimitRule rule) {
        return List.of(rule.watch(), rule.warning(), rule.distress(), rule.critical(), rule.severe());
    }

    /** One sentence for a panel's description; empty if there are none. */
    String sentence() {
        if (origin.startsWith("rule ")) {
            LimitRule rule = rule(origin.substring("rule ".length()));
            String where = switch (rule.context()) {
                case ANY -> "";
                case SUNLIT -> " in sunlight";
                case ECLIPSE -> " in eclipse";
                case SAA -> " in the SAA";
            };
            return " Colours are the limits of the rule " + rule.ruleId() + where + ", as it is by default.";
        }
        return origin.startsWith("alert ")
                ? " The colour changes where the alert " + origin.substring(6) + " fires."
                : "";
    }
}
