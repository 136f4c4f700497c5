package space.penumbra.domain.alarm;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import space.penumbra.domain.PlausibleTime;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;

/** What each thing that a person can do makes of an alarm; nothing if it does not fit or says nothing new. */
final class DeskActions {

    private DeskActions() {}

    static Optional<AlarmDeskEntry> operate(AlarmDeskEntry entry, OperatorAction action) {
        return switch (action.verb()) {
            case ACKNOWLEDGE -> acknowledge(entry, action);
            case SHELVE -> shelve(entry, action);
            case UNSHELVE -> unshelve(entry, action);
            case OWN -> own(entry, action);
            case NOTE -> note(entry, action);
            case TAKE_OUT_OF_SERVICE -> takeOut(entry, action);
            case RETURN_TO_SERVICE -> takeBack(entry, action);
            default -> Optional.empty();
        };
    }

    private static Optional<AlarmDeskEntry> acknowledge(AlarmDeskEntry entry, OperatorAction action) {
        LimitLevel present = entry.event().level();
        LimitLevel seen = levelOf(action).orElse(present);
        boolean sameOccurrence = action.parameters()
                .getOrDefault("occurrence", Long.toString(entry.event().occurrence()))
                .equals(Long.toString(entry.event().occurrence()));
        if (!entry.wantsAcknowledgement() || !sameOccurrence || entry.conditionHolds() && present.worseThan(seen)) {
            return Optional.empty();
        }
        AlarmDeskEntry known = entry.acknowledged(action.operator(), seen, action.reason());
        return Optional.of(known.moved(AlarmDesk.wanted(known), action.time()));
    }

    private static Optional<AlarmDeskEntry> shelve(AlarmDeskEntry entry, OperatorAction action) {
        Optional<Instant> until = untilOf(action);
        LimitLevel present = entry.event().level();
        LimitLevel upTo = levelOf(action).orElse(present);
        boolean pointless = until.isEmpty() || !until.get().isAfter(action.time());
        boolean outOfService = entry.state() == DeskState.OUT_OF_SERVICE;
        if (pointless || outOfService || entry.conditionHolds() && present.worseThan(upTo)) {
            return Optional.empty();
        }
        AlarmDeskEntry shelved = entry.shelved(action.operator(), upTo, until.get(), action.reason());
        AlarmDeskEntry moved = shelved.moved(DeskState.SHELVED, action.time());
        return moved.equals(entry) ? Optional.empty() : Optional.of(moved);
    }

    private static Optional<AlarmDeskEntry> unshelve(AlarmDeskEntry entry, OperatorAction action) {
        return entry.state() == DeskState.SHELVED
                ? Optional.of(AlarmDesk.unshelved(entry, action.time(), action.reason()))
                : Optional.empty();
    }

    private static Optional<AlarmDeskEntry> own(AlarmDeskEntry entry, OperatorAction action) {
        String owner = action.parameters().getOrDefault("owner", action.operator());
        return owner.equals(entry.owner()) ? Optional.empty() : Optional.of(entry.owned(owner, action.time()));
    }

    private static Optional<AlarmDeskEntry> note(AlarmDeskEntry entry, OperatorAction action) {
        DeskNote note = new DeskNote(action.operator(), action.reason(), action.time());
        return entry.notes().contains(note) ? Optional.empty() : Optional.of(entry.noted(note));
    }

    private static Optional<AlarmDeskEntry> takeOut(AlarmDeskEntry entry, OperatorAction action) {
        if (entry.state() == DeskState.OUT_OF_SERVICE) {
            return Optional.empty();
        }
        AlarmDeskEntry bare = entry.shelved("", LimitLevel.IN_LIMITS, null, action.reason());
        return Optional.of(bare.outOfService(action.operator()).moved(DeskState.OUT_OF_SERVICE, action.time()));
    }

    private static Optional<AlarmDeskEntry> takeBack(AlarmDeskEntry entry, OperatorAction action) {
        if (entry.state() != DeskState.OUT_OF_SERVICE) {
            return Optional.empty();
        }
        AlarmDeskEntry back = entry.outOfService("");
        return Optional.of(back.moved(AlarmDesk.wanted(back), action.time()));
    }

    private static Optional<LimitLevel> levelOf(OperatorAction action) {
        String name = action.parameters().getOrDefault("level", "");
        for (LimitLevel level : LimitLevel.values()) {
            if (level.name().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> untilOf(OperatorAction action) {
        try {
            return Optional.of(Instant.parse(action.parameters().getOrDefault("until", "")))
                    .filter(PlausibleTime::holds);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
