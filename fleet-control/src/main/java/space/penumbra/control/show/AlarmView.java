package space.penumbra.control.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeskState;
import space.penumbra.domain.limits.LimitLevel;

/** An alarm as the console shows it: what detection said, flat, and what people did with it. */
public record AlarmView(
        @JsonUnwrapped AlarmEvent event,
        DeskState state,
        Instant raisedAt,
        String acknowledgedBy,
        LimitLevel acknowledgedLevel,
        String shelvedBy,
        @Nullable Instant shelvedUntil,
        String note) {

    /** The view of an entry. */
    public static AlarmView of(AlarmDeskEntry entry) {
        return new AlarmView(
                entry.event(),
                entry.state(),
                entry.raisedAt(),
                entry.acknowledgedBy(),
                entry.acknowledgedLevel(),
                entry.shelvedBy(),
                entry.shelvedUntil(),
                entry.note());
    }
}
