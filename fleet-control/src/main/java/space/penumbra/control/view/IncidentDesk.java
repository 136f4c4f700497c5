package space.penumbra.control.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.Incident;
import space.penumbra.domain.alarm.IncidentBook;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;

/** The incidents of the desk, rebuilt from the entries that the topic keeps. Thread-safe. */
public final class IncidentDesk {

    private static final Comparator<Incident> GRAVEST_FIRST = Comparator.comparing(Incident::isOpen)
            .thenComparing((Incident incident) -> incident.unacknowledged() > 0)
            .thenComparing(Incident::level)
            .thenComparing(Incident::changed)
            .reversed()
            .thenComparing(Incident::incidentId);

    private final IncidentBook book = new IncidentBook();

    synchronized void hear(AlarmDeskEntry entry, String place, @Nullable HazardSchedule schedule) {
        book.hear(entry, place, schedule == null ? null : hazardAt(schedule, entry.raisedAt()));
    }

    /** What threatened the node at that time; what is rarer says more. */
    private static @Nullable HazardKind hazardAt(HazardSchedule schedule, Instant time) {
        return schedule.windows().stream()
                .filter(window -> window.contains(time))
                .map(HazardWindow::kind)
                .filter(kind -> kind == HazardKind.SOLAR_PROTON || kind == HazardKind.SAA || kind == HazardKind.UMBRA)
                .max(Comparator.comparing(IncidentDesk::rarity))
                .orElse(null);
    }

    private static int rarity(HazardKind kind) {
        return switch (kind) {
            case SOLAR_PROTON -> 2;
            case SAA -> 1;
            default -> 0;
        };
    }

    /** The incident of an alarm, while it is open. */
    public synchronized Optional<String> incidentOf(String alarmKey) {
        return book.incidentOf(alarmKey);
    }

    /** An incident, open or remembered. */
    public synchronized Optional<Incident> find(String incidentId) {
        return book.find(incidentId);
    }

    /** The alarms of an open incident. */
    public synchronized List<String> members(String incidentId) {
        return book.members(incidentId);
    }

    /** The open incidents, those that want a person first, then the gravest. */
    public synchronized List<Incident> open() {
        return book.open().stream().sorted(GRAVEST_FIRST).toList();
    }

    /** The same, and after them those that are over and remembered. */
    public synchronized List<Incident> all() {
        List<Incident> all = new ArrayList<>(book.open());
        all.addAll(book.closed());
        return all.stream().sorted(GRAVEST_FIRST).toList();
    }
}
