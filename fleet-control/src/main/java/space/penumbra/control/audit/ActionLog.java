package space.penumbra.control.audit;

import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.operator.OperatorAction;

/** Where people's actions are written down before anybody is told that they were taken. Thread-safe. */
public interface ActionLog {

    /**
     * Writes and waits until it is durable.
     *
     * @throws RuntimeException if that could not be confirmed; writing the same action again is harmless
     */
    void append(OperatorAction action);

    /** The same for a changed rule, which takes effect with it. */
    void append(OperatorAction action, LimitRule rule);
}
