package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.BiFunction;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.rules.RuleHistory;
import space.penumbra.domain.rules.RuleVerdict;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.Signature;

/**
 * Where rules are changed: one at a time, each decided by its history, and the next only when the one before can be seen. Thread-safe.
 */
final class RulesDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FleetView view;
    private final Operators operators;

    RulesDesk(FleetView view, Operators operators) {
        this.view = view;
        this.operators = operators;
    }

    /** The versions of a rule as they are now; empty if nobody ever spoke of it. */
    RuleHistory history(String ruleId) {
        return new RuleHistory(
                ruleId, view.lab().versionsOf(ruleId), view.rule(ruleId).orElse(null));
    }

    /**
     * Decides, writes, and waits until it is seen.
     *
     * @param step what is done, one word for the audit
     */
    synchronized RuleVersion decide(
            String ruleId, String step, JsonNode body, BiFunction<RuleHistory, Signature, RuleVerdict> what) {
        Signature by = operators.signature(body);
        RuleVerdict verdict = what.apply(history(ruleId), by);
        switch (verdict.outcome()) {
            case DONE:
                operators.take(step, verdict, body);
                awaitSeen(verdict);
                return verdict.subject();
            case UNKNOWN:
                throw ApiError.notFound(verdict.why());
            case CONFLICT:
                throw ApiError.conflict(verdict.why());
            default:
                throw new IllegalStateException("An outcome without an answer: " + verdict.outcome());
        }
    }

    private void awaitSeen(RuleVerdict verdict) {
        boolean seen = view.lab()
                .await(
                        () -> verdict.versions().stream().allMatch(view.lab()::shows)
                                && (verdict.inForce() == null
                                        || view.rule(verdict.inForce().ruleId()).stream()
                                                .anyMatch(rule -> rule.version()
                                                        >= verdict.inForce().version())),
                        PATIENCE);
        if (!seen) {
            throw ApiError.unavailable("The change is written but is not seen yet: look at the rule before you go on");
        }
    }
}
