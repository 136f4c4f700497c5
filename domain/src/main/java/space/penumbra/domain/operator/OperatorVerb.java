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
    CANCEL_MAINTENANCE,
    /** Makes somebody answer for an alarm; an empty owner gives it back to everybody. */
    OWN,
    /** Leaves words at an alarm for whoever comes next. */
    NOTE,
    /** Takes an alarm off the desk, however bad it gets, until somebody returns it: its instrument is being worked on. */
    TAKE_OUT_OF_SERVICE,
    RETURN_TO_SERVICE,
    /** Tries a webhook message that was given up once more. */
    SEND_AGAIN
}
