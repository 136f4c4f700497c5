package space.penumbra.domain.limits;

import java.util.ArrayList;
import java.util.List;

/** Whether a rule can be used; whoever takes rules from people asks here first. */
public final class RuleCheck {

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
        if (Signal.ofField(rule.field()).isEmpty()) {
            problems.add("field '" + rule.field() + "' is no reading: use one of "
                    + Signal.all().stream()
                            .filter(signal -> !signal.remembers())
                            .map(Signal::field)
                            .toList()
                    + ", or a reading with " + Signal.PER_MINUTE + " or " + Signal.UNCHANGED + " after its name");
        }
        if (!(rule.hysteresis() >= 0)) {
            problems.add("hysteresis " + rule.hysteresis() + " must not be negative");
        }
        if (rule.persistence() < 1 || rule.persistence() > 255) {
            problems.add("persistence " + rule.persistence() + " must be 1 to 255 frames");
        }
        if (rule.version() < 1) {
            problems.add("version " + rule.version() + " must be 1 or more");
        }
        thresholds(rule, problems);
        return problems;
    }

    private static void thresholds(LimitRule rule, List<String> problems) {
        double last = Double.NaN;
        for (double threshold : inOrder(rule)) {
            boolean wrongWay = rule.above() ? threshold < last : threshold > last;
            if (wrongWay) {
                problems.add("threshold " + threshold + " is milder than " + last + " of a lower level");
            }
            last = Double.isNaN(threshold) ? last : threshold;
        }
        if (Double.isNaN(last)) {
            problems.add("no level has a threshold");
        }
    }

    /** The thresholds from WATCH to SEVERE. */
    static double[] inOrder(LimitRule rule) {
        return new double[] {rule.watch(), rule.warning(), rule.distress(), rule.critical(), rule.severe()};
    }
}
