package space.penumbra.domain.alarm;

/** What happened to an alarm condition. */
public enum AlarmChange {
    RAISED,
    WORSENED,
    EASED,
    RETURNED
}
