package space.penumbra.domain.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * @param worstLevel gravest level of this occurrence
 * @param owner who answers for the alarm, empty if nobody; outlives an occurrence
 * @param outOfServiceBy who took it out of service, empty if it is in service
 * @param notes words left for the next shift, oldest first, the last {@value #NOTES_KEPT}; outlive an occurrence
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
        Instant time,
        LimitLevel worstLevel,
        String owner,
        String outOfServiceBy,
        List<DeskNote> notes) {

    /** Notes that an alarm keeps; the audit trail has all of them. */
    public static final int NOTES_KEPT = 20;

    /** An alarm that was never heard of, before anybody looked at it. */
    static AlarmDeskEntry fresh(AlarmEvent event) {
        return new AlarmDeskEntry(
                event,
                DeskState.NORMAL,
                event.time(),
                "",
                LimitLevel.IN_LIMITS,
                "",
                LimitLevel.IN_LIMITS,
                null,
                "",
                event.time(),
                event.level(),
                "",
                "",
                List.of());
    }

    /** Whether the condition itself holds, whatever people did with it. */
    public boolean conditionHolds() {
        return !event.historical() && event.change() != AlarmChange.RETURNED;
    }

    /** Whether it waits for somebody to acknowledge it. */
    public boolean wantsAcknowledgement() {
        return state == DeskState.ACTIVE || state == DeskState.RETURNED;
    }

    AlarmDeskEntry heard(AlarmEvent newer, Instant raised, LimitLevel worst) {
        return copy(newer, state, raised, newer.time(), worst, owner, outOfServiceBy, notes);
    }

    AlarmDeskEntry moved(DeskState to, Instant when) {
        return copy(event, AlarmDeskLifeCycle.go(state, to), raisedAt, when, worstLevel, owner, outOfServiceBy, notes);
    }

    AlarmDeskEntry owned(String who, Instant when) {
        return copy(event, state, raisedAt, when, worstLevel, who, outOfServiceBy, notes);
    }

    AlarmDeskEntry outOfService(String who) {
        return copy(event, state, raisedAt, time, worstLevel, owner, who, notes);
    }

    AlarmDeskEntry noted(DeskNote added) {
        List<DeskNote> all = new ArrayList<>(notes);
        all.add(added);
        List<DeskNote> last = List.copyOf(all.subList(Math.max(0, all.size() - NOTES_KEPT), all.size()));
        return copy(event, state, raisedAt, added.time(), worstLevel, owner, outOfServiceBy, last);
    }

    AlarmDeskEntry acknowledged(String who, LimitLevel seen, String words) {
        return handled(who, seen, shelvedBy, shelvedLevel, shelvedUntil, words);
    }

    AlarmDeskEntry shelved(String who, LimitLevel upTo, @Nullable Instant until, String words) {
        return handled(acknowledgedBy, acknowledgedLevel, who, upTo, until, words);
    }

    private AlarmDeskEntry handled(
            String knownTo, LimitLevel seen, String shelver, LimitLevel upTo, @Nullable Instant until, String words) {
        return new AlarmDeskEntry(
                event,
                state,
                raisedAt,
                knownTo,
                seen,
                shelver,
                upTo,
                until,
                words,
                time,
                worstLevel,
                owner,
                outOfServiceBy,
                notes);
    }

    private AlarmDeskEntry copy(
            AlarmEvent newEvent,
            DeskState newState,
            Instant raised,
            Instant when,
            LimitLevel worst,
            String whose,
            String takenOutBy,
            List<DeskNote> words) {
        return new AlarmDeskEntry(
                newEvent,
                newState,
                raised,
                acknowledgedBy,
                acknowledgedLevel,
                shelvedBy,
                shelvedLevel,
                shelvedUntil,
                note,
                when,
                worst,
                whose,
                takenOutBy,
                words);
    }
}
