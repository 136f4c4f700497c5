package space.penumbra.domain.alarm;

import space.penumbra.domain.limits.LimitLevel;

/** What happened to an alarm condition. */
public enum AlarmChange {
    RAISED,
    WORSENED,
    EASED,
    RETURNED;

    /**
     * What it means that a condition goes from one level to another.
     *
     * @throws IllegalArgumentException if the levels are the same
     */
    public static AlarmChange between(LimitLevel before, LimitLevel after) {
        if (before == after) {
            throw new IllegalArgumentException("Level " + before + " has not changed");
        }
        if (before == LimitLevel.IN_LIMITS) {
            return RAISED;
        } else if (after == LimitLevel.IN_LIMITS) {
            return RETURNED;
        }
        return after.worseThan(before) ? WORSENED : EASED;
    }
}
