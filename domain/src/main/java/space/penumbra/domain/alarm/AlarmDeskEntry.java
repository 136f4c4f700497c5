package space.penumbra.domain.alarm;

import java.time.Instant;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitLevel;

/**
 * An alarm as people see it: what detection said last and what they did with it.
 *
 * @param event what detection said last; of an occurrence, never something older
 * @param state where it stands
 * @param raisedAt event time when this occurrence was raised
 * @param acknowledgedBy who acknowledged this occurrence, empty if nobody
 * @param acknowledgedLevel gravest level that the acknowledgement saw; IN_LIMITS if there is none
 * @param shelvedBy who shelved it, empty if nobody
 * @param shelvedLevel gravest level that stays shelved; IN_LIMITS if it is not shelved
 * @param shelvedUntil event time when the shelf ends; null if it is not shelved
 * @param note the last person's words
 * @param time event time of the last change
 */
public record AlarmDeskEntry(
        AlarmEvent event,
        DeskState state,
        Instant raisedAt,
        String acknowledgedBy,
        LimitLevel acknowledgedLevel,
        String shelvedBy,
        LimitLevel shelvedLevel,
        @Nullable Instant shelvedUntil,
        String note,
        Instant time) {

    /** Whether the condition itself holds, whatever people did with it. */
    public boolean conditionHolds() {
        return !event.historical() && event.change() != AlarmChange.RETURNED;
    }

    AlarmDeskEntry heard(AlarmEvent newer, Instant raised) {
        return new AlarmDeskEntry(
                newer,
                state,
                raised,
                acknowledgedBy,
                acknowledgedLevel,
                shelvedBy,
                shelvedLevel,
                shelvedUntil,
                note,
                newer.time());
    }

    AlarmDeskEntry moved(DeskState to, Instant when) {
        return new AlarmDeskEntry(
                event,
                AlarmDeskLifeCycle.go(state, to),
                raisedAt,
                acknowledgedBy,
                acknowledgedLevel,
                shelvedBy,
                shelvedLevel,
                shelvedUntil,
                note,
                when);
    }

    AlarmDeskEntry acknowledged(String who, LimitLevel seen, String words) {
        return new AlarmDeskEntry(
                event, state, raisedAt, who, seen, shelvedBy, shelvedLevel, shelvedUntil, words, time);
    }

    AlarmDeskEntry shelved(String who, LimitLevel upTo, @Nullable Instant until, String words) {
        return new AlarmDeskEntry(
                event, state, raisedAt, acknowledgedBy, acknowledgedLevel, who, upTo, until, words, time);
    }
}
