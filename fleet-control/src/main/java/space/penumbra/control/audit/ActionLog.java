package space.penumbra.control.audit;

import java.util.List;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.rules.RuleVersion;

/** Where people's actions are written down before anybody is told that they were taken. Thread-safe. */
public interface ActionLog {

    /**
     * Writes and waits until it is durable.
     *
     * @throws RuntimeException if that could not be confirmed; writing the same action again is harmless
     */
    void append(OperatorAction action);

    /**
     * The same for a change of a rule: the action, the versions and the rule that holds from now on are written together or not at all.
     *
     * @param versions versions in their new states
     * @param inForce the rule that holds from now on; null if nothing changes in what holds
     */
    void append(OperatorAction action, List<RuleVersion> versions, @Nullable LimitRule inForce);
}
