package space.penumbra.domain.limits;

import java.util.ArrayList;
import java.util.List;

/** Whether a rule can be used; whoever takes rules from people asks here first. */
public final class RuleCheck {

    private static final String[] NAMES = {"watch", "warning", "distress", "critical", "severe"};

    private RuleCheck() {}

    /** Everything that is wrong with a rule, each one phrase that names the value; empty if it can be used. */
    public static List<String> problems(LimitRule rule) {
        List<String> problems = new ArrayList<>();
        if (rule.ruleId().isBlank()
                || rule.ruleId().contains("/")
                || rule.ruleId().contains("#")) {
            problems.add("ruleId '" + rule.ruleId() + "' must not be empty nor hold a '/' or '#'");
        }
        if (rule.profile().isBlank()) {
            problems.add("profile must not be empty: name a limits profile or node:<id>");
        }
        if (!(rule.hysteresis() >= 0) || Double.isInfinite(rule.hysteresis())) {
            problems.add("hysteresis " + rule.hysteresis() + " must be a number of at least 0");
        }
        if (rule.persistence() < 1 || rule.persistence() > 255) {
            problems.add("persistence " + rule.persistence() + " must be 1 to 255 frames");
        }
        if (rule.version() < 1) {
            problems.add("version " + rule.version() + " must be 1 or more");
        }
        thresholds(rule, problems);
        // The longest phrase comes last.
        if (Signal.ofField(rule.field()).isEmpty()) {
            problems.add("field '" + rule.field() + "' is no reading: use one of "
                    + Signal.all().stream()
                            .filter(signal -> !signal.remembers())
                            .map(Signal::field)
                            .toList()
                    + ", or a reading with " + Signal.PER_MINUTE + ", " + Signal.UNCHANGED + " or " + Signal.SURPRISE
                    + " after its name");
        }
        return problems;
    }

    private static void thresholds(LimitRule rule, List<String> problems) {
        String unit =
                Signal.ofField(rule.field()).map(signal -> " " + signal.unit()).orElse("");
        double[] inOrder = inOrder(rule);
        int last = -1;
        for (int level = 0; level < inOrder.length; level++) {
            if (Double.isNaN(inOrder[level])) {
                continue;
            }
            if (Double.isInfinite(inOrder[level])) {
                problems.add(
                        NAMES[level] + " " + inOrder[level] + " must be finite: leave a level that is not used empty");
                continue;
            }
            boolean milder =
                    last >= 0 && (rule.above() ? inOrder[level] < inOrder[last] : inOrder[level] > inOrder[last]);
            if (milder) {
                problems.add(NAMES[level] + " " + inOrder[level] + unit + " is milder than " + NAMES[last] + " "
                        + inOrder[last] + unit + ": of a rule that is bad " + (rule.above() ? "above" : "below")
                        + ", graver levels must not be " + (rule.above() ? "lower" : "higher"));
            }
            last = level;
        }
        if (last < 0) {
            problems.add("no level has a threshold: give at least one of watch, warning, distress, critical, severe");
        }
    }

    /** The thresholds from WATCH to SEVERE. */
    static double[] inOrder(LimitRule rule) {
        return new double[] {rule.watch(), rule.warning(), rule.distress(), rule.critical(), rule.severe()};
    }
}
