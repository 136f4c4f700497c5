package space.penumbra.domain.operator;

/** What a person can do. */
public enum OperatorVerb {
    ACKNOWLEDGE,
    SHELVE,
    UNSHELVE,
    APPROVE,
    REJECT,
    CANCEL,
    HOLD,
    RELEASE,
    CHANGE_RULE,
    PLAN_MAINTENANCE,
    CANCEL_MAINTENANCE
}
