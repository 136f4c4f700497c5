package space.penumbra.domain.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.hazard.HazardKind;

/**
 * Gathers the alarms of the desk into incidents: a storm over ten thousand nodes is one incident with a count.
 *
 * <p>Alarms of one rule belong together when each was raised within {@link #WINDOW} of the others' span, up to a span of
 * {@link #MOST_SPAN}: after that a new incident opens, so that something that trickles for a day does not hide under this
 * morning's acknowledgement. Two rules never share an incident, whatever the hazard: a coolant leak during a proton storm must
 * not vanish in the storm. Late data joins nothing.
 *
 * <p>Memory: a small record for each alarm of an open incident; of closed incidents the last {@link #CLOSED_KEPT} stay as
 * counts alone. Deterministic in the order of what it hears; not thread-safe.
 */
public final class IncidentBook {

    /** How far apart two raises of one incident may be. */
    public static final Duration WINDOW = Duration.ofMinutes(10);

    /** Longest time from the first to the last raise of one incident. */
    public static final Duration MOST_SPAN = Duration.ofHours(1);

    /** Closed incidents that are remembered. */
    public static final int CLOSED_KEPT = 500;

    private final Map<String, IncidentMembers> byAlarm = new HashMap<>();
    private final Map<String, List<IncidentMembers>> openByRule = new HashMap<>();
    private final Map<String, Incident> closed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Incident> eldest) {
            return size() > CLOSED_KEPT;
        }
    };

    /**
     * Takes an entry of the desk.
     *
     * @param place where its node is: plane as {@code shell/number}, empty for a host on the ground
     * @param hazard what the node was in when the alarm was raised, null if in nothing
     */
    public void hear(AlarmDeskEntry entry, String place, @Nullable HazardKind hazard) {
        if (entry.event().historical()) {
            return;
        }
        String key = entry.event().alarmKey();
        IncidentMembers present = byAlarm.get(key);
        if (present != null && !present.fits(entry.raisedAt())) {
            present.leave(key, entry.time());
            byAlarm.remove(key);
            closeIfOver(present);
            present = null;
        }
        boolean open = IncidentMembers.open(entry);
        if (present == null) {
            present = groupFor(entry, open);
        }
        if (present != null) {
            present.put(entry, place, hazard);
            byAlarm.put(key, present);
            closeIfOver(present);
        }
    }

    /** The group that the alarm joins; one that is not open founds none. */
    private @Nullable IncidentMembers groupFor(AlarmDeskEntry entry, boolean open) {
        List<IncidentMembers> groups = openByRule.computeIfAbsent(entry.event().ruleId(), rule -> new ArrayList<>());
        for (IncidentMembers group : groups) {
            if (group.fits(entry.raisedAt())) {
                return group;
            }
        }
        if (!open) {
            return null;
        }
        IncidentMembers founded = new IncidentMembers(entry.event().ruleId(), entry.raisedAt());
        groups.add(founded);
        return founded;
    }

    private void closeIfOver(IncidentMembers group) {
        if (group.anyOpen()) {
            return;
        }
        Incident over = group.incident();
        closed.remove(over.incidentId());
        closed.put(over.incidentId(), over);
        group.keys().forEach(byAlarm::remove);
        openByRule.getOrDefault(over.ruleId(), List.of()).remove(group);
    }

    /** The incident of an alarm, while it is open. */
    public Optional<String> incidentOf(String alarmKey) {
        return Optional.ofNullable(byAlarm.get(alarmKey)).map(IncidentMembers::id);
    }

    /** The alarms of an open incident; empty for a closed one. */
    public List<String> members(String incidentId) {
        return open(incidentId).map(group -> List.copyOf(group.keys())).orElse(List.of());
    }

    /** An incident, open or remembered. */
    public Optional<Incident> find(String incidentId) {
        return open(incidentId).map(IncidentMembers::incident).or(() -> Optional.ofNullable(closed.get(incidentId)));
    }

    private Optional<IncidentMembers> open(String incidentId) {
        return openByRule.values().stream()
                .flatMap(List::stream)
                .filter(group -> group.id().equals(incidentId))
                .findFirst();
    }

    /** The open incidents, in no order. */
    public List<Incident> open() {
        return openByRule.values().stream()
                .flatMap(List::stream)
                .map(IncidentMembers::incident)
                .toList();
    }

    /** The closed incidents that are remembered, the last one to close last. */
    public List<Incident> closed() {
        return List.copyOf(closed.values());
    }

    /** Whether a raise at this time belongs to a span of raises. */
    static boolean near(Instant first, Instant last, Instant raised) {
        boolean close = !raised.isBefore(first.minus(WINDOW)) && !raised.isAfter(last.plus(WINDOW));
        Instant from = raised.isBefore(first) ? raised : first;
        Instant to = raised.isAfter(last) ? raised : last;
        return close && Duration.between(from, to).compareTo(MOST_SPAN) <= 0;
    }
}
