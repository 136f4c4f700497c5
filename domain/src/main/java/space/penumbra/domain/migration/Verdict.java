package space.penumbra.domain.migration;

import java.util.Optional;

/**
 * What the gate decided about a proposal, and why.
 *
 * @param state where the command goes: ISSUED, PROPOSED (all is well, its time has not come), HELD, AWAITING_APPROVAL or
 *     REFUSED
 * @param rule the rule that stands in the way, empty if none
 * @param detail one sentence for operators
 */
public record Verdict(CommandState state, Optional<GateRule> rule, String detail) {

    static Verdict broken(Refusal refusal) {
        CommandState state = switch (refusal.rule().disposition()) {
            case REFUSE -> CommandState.REFUSED;
            case WAIT -> CommandState.HELD;
            case APPROVE -> CommandState.AWAITING_APPROVAL;
        };
        return new Verdict(state, Optional.of(refusal.rule()), refusal.detail());
    }

    static Verdict of(CommandState state, String detail) {
        return new Verdict(state, Optional.empty(), detail);
    }

    /** The rule's name as the ledger shows it, empty if none. */
    String ruleName() {
        return rule.map(GateRule::name).orElse("");
    }
}
