package space.penumbra.control.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeskNote;
import space.penumbra.domain.alarm.DeskState;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;

/**
 * An alarm as the console shows it: what detection said, flat, what people did with it, and how its rule guards against
 * chatter.
 *
 * @param incidentId the incident that it belongs to while that is open, else empty
 * @param persistence consecutive frames outside before the rule raises; 0 if it is no limit rule
 * @param hysteresis how far the value must come back, in its unit; NaN if it is no limit rule
 */
public record AlarmView(
        @JsonUnwrapped AlarmEvent event,
        DeskState state,
        Instant raisedAt,
        String acknowledgedBy,
        LimitLevel acknowledgedLevel,
        String shelvedBy,
        @Nullable Instant shelvedUntil,
        String note,
        LimitLevel worstLevel,
        String owner,
        String outOfServiceBy,
        List<DeskNote> notes,
        String incidentId,
        int persistence,
        double hysteresis) {

    /** The view of an entry. */
    public static AlarmView of(FleetView view, AlarmDeskEntry entry) {
        Optional<LimitRule> rule = view.rule(entry.event().ruleId());
        return new AlarmView(
                entry.event(),
                entry.state(),
                entry.raisedAt(),
                entry.acknowledgedBy(),
                entry.acknowledgedLevel(),
                entry.shelvedBy(),
                entry.shelvedUntil(),
                entry.note(),
                entry.worstLevel(),
                entry.owner(),
                entry.outOfServiceBy(),
                entry.notes(),
                view.incidents().incidentOf(entry.event().alarmKey()).orElse(""),
                rule.map(LimitRule::persistence).orElse(0),
                rule.map(LimitRule::hysteresis).orElse(Double.NaN));
    }
}
