package space.penumbra.domain.alarm;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;

/** The alarms of one incident while it is open. Its id stays that of its founder, whoever joins with an earlier raise. */
final class IncidentMembers {

    /** A hazard is named when it held for this share of the members. */
    private static final double SHARED = 0.8;

    private final String id;
    private final String ruleId;
    private final Map<String, Member> members = new HashMap<>();
    private Instant first;
    private Instant last;
    private Instant changed;
    private int openCount;
    private int unacknowledged;
    private LimitLevel worst = LimitLevel.IN_LIMITS;

    /** What is kept of an alarm. */
    private record Member(
            AlarmDeskEntry entry, String place, @Nullable HazardKind hazard) {}

    IncidentMembers(String ruleId, Instant raised) {
        this.id = Incident.id(ruleId, raised);
        this.ruleId = ruleId;
        this.first = raised;
        this.last = raised;
        this.changed = raised;
    }

    /** Whether an alarm is something for a person on the desk. */
    static boolean open(AlarmDeskEntry entry) {
        return entry.wantsAcknowledgement() || entry.state() == DeskState.ACKNOWLEDGED;
    }

    String id() {
        return id;
    }

    Set<String> keys() {
        return members.keySet();
    }

    boolean fits(Instant raised) {
        return IncidentBook.near(first, last, raised);
    }

    boolean anyOpen() {
        return openCount > 0;
    }

    void put(AlarmDeskEntry entry, String place, @Nullable HazardKind hazard) {
        Member before = members.get(entry.event().alarmKey());
        count(before, -1);
        Member now = new Member(entry, place, before == null ? hazard : before.hazard());
        members.put(entry.event().alarmKey(), now);
        count(now, 1);
        first = entry.raisedAt().isBefore(first) ? entry.raisedAt() : first;
        last = entry.raisedAt().isAfter(last) ? entry.raisedAt() : last;
        changed = entry.time().isAfter(changed) ? entry.time() : changed;
        worst = entry.worstLevel().worseThan(worst) ? entry.worstLevel() : worst;
    }

    void leave(String alarmKey, Instant when) {
        count(members.remove(alarmKey), -1);
        changed = when.isAfter(changed) ? when : changed;
    }

    private void count(@Nullable Member member, int by) {
        if (member != null && open(member.entry())) {
            openCount += by;
            unacknowledged += member.entry().wantsAcknowledgement() ? by : 0;
        }
    }

    Incident incident() {
        Set<String> nodes = new HashSet<>();
        Set<String> places = new HashSet<>();
        Map<HazardKind, Integer> hazards = new EnumMap<>(HazardKind.class);
        Member gravest = null;
        for (Member member : members.values()) {
            nodes.add(member.entry().event().nodeId());
            places.add(member.place());
            if (member.hazard() != null) {
                hazards.merge(member.hazard(), 1, Integer::sum);
            }
            gravest = gravest == null || GRAVITY.compare(member, gravest) > 0 ? member : gravest;
        }
        IncidentScope scope = nodes.size() <= 1
                ? IncidentScope.NODE
                : places.size() == 1 && !places.contains("") ? IncidentScope.PLANE : IncidentScope.FLEET;
        String place = scope == IncidentScope.FLEET || nodes.isEmpty()
                ? ""
                : (scope == IncidentScope.NODE ? nodes : places).iterator().next();
        Optional<HazardKind> hazard = hazards.entrySet().stream()
                .filter(shared -> shared.getValue() >= SHARED * members.size())
                .map(Map.Entry::getKey)
                .findFirst();
        boolean open = gravest != null && open(gravest.entry());
        return new Incident(
                id,
                ruleId,
                scope,
                place,
                hazard,
                first,
                last,
                open ? gravest.entry().event().level() : LimitLevel.IN_LIMITS,
                worst,
                nodes.size(),
                members.size(),
                openCount,
                unacknowledged,
                gravest == null ? "" : gravest.entry().event().message(),
                changed);
    }

    private static final Comparator<Member> GRAVITY = Comparator.comparing((Member member) -> open(member.entry()))
            .thenComparing(member -> member.entry().event().level())
            .thenComparing(member -> member.entry().time())
            .thenComparing(member -> member.entry().event().alarmKey());
}
