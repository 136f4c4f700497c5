package space.penumbra.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

class IncidentBookTest {

    private static final Instant START = Instant.parse("2026-06-21T12:00:00Z");

    private final IncidentBook book = new IncidentBook();
    private final Map<String, AlarmDeskEntry> desk = new HashMap<>();

    @Test
    void aStormOverTenThousandNodesIsOneIncidentWithACount() {
        for (int i = 0; i < 10_000; i++) {
            raise("n" + i, "upset-rate", LimitLevel.WARNING, i * 0.2, "dd650/" + i % 20, HazardKind.SOLAR_PROTON);
        }
        raise("n7", "radiator-temperature", LimitLevel.CRITICAL, 100, "dd650/7", HazardKind.SOLAR_PROTON);

        assertThat(book.open()).as("the leak is not hidden in the storm").hasSize(2);
        Incident storm =
                book.find(book.incidentOf("n0/upset-rate").orElseThrow()).orElseThrow();
        assertThat(storm.incidentId()).isEqualTo("INC:upset-rate@2026-06-21T12:00:00Z");
        assertThat(storm.nodes()).isEqualTo(10_000);
        assertThat(storm.unacknowledged()).isEqualTo(10_000);
        assertThat(storm.scope()).isEqualTo(IncidentScope.FLEET);
        assertThat(storm.hazard()).contains(HazardKind.SOLAR_PROTON);
        assertThat(storm.level()).isEqualTo(LimitLevel.WARNING);
    }

    @Test
    void namesThePlaneWhenAllAreOfOneAndTheNodeWhenItIsAlone() {
        raise("a", "hot", LimitLevel.WATCH, 0, "dd650/3", null);
        assertThat(book.open().get(0).scope()).isEqualTo(IncidentScope.NODE);
        assertThat(book.open().get(0).place()).isEqualTo("a");
        raise("b", "hot", LimitLevel.WATCH, 5, "dd650/3", null);
        assertThat(book.open().get(0).scope()).isEqualTo(IncidentScope.PLANE);
        assertThat(book.open().get(0).place()).isEqualTo("dd650/3");
        raise("c", "hot", LimitLevel.WATCH, 9, "dd650/4", null);
        assertThat(book.open().get(0).scope()).isEqualTo(IncidentScope.FLEET);
        assertThat(book.open().get(0).place()).isEmpty();
    }

    @Test
    void whatIsFarApartOrWouldSpanTooLongIsAnotherIncident() {
        raise("a", "hot", LimitLevel.WATCH, 0, "", null);
        raise("b", "hot", LimitLevel.WATCH, 601, "", null);
        assertThat(book.open()).hasSize(2);
        for (int minute = 1; minute <= 80; minute++) {
            raise("t" + minute, "trickle", LimitLevel.WATCH, minute * 60, "", null);
        }
        List<Incident> trickle = book.open().stream()
                .filter(incident -> incident.ruleId().equals("trickle"))
                .toList();
        assertThat(trickle).hasSize(2);
        assertThat(trickle)
                .allMatch(incident -> Duration.between(incident.firstRaised(), incident.lastRaised())
                                .compareTo(IncidentBook.MOST_SPAN)
                        <= 0);
    }

    @Test
    void closesWithItsLastMemberAndKeepsItsCountsOnly() {
        raise("a", "hot", LimitLevel.CRITICAL, 0, "", null);
        raise("b", "hot", LimitLevel.WATCH, 10, "", null);
        String id = book.open().get(0).incidentId();
        settle("a", "hot", 60);
        assertThat(book.find(id).orElseThrow().open()).isEqualTo(1);
        settle("b", "hot", 70);
        assertThat(book.open()).isEmpty();
        Incident over = book.find(id).orElseThrow();
        assertThat(over.isOpen()).isFalse();
        assertThat(over.worst()).isEqualTo(LimitLevel.CRITICAL);
        assertThat(over.alarms()).isEqualTo(2);
        assertThat(book.members(id)).isEmpty();
        assertThat(book.incidentOf("a/hot")).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfClosedIncidents() {
        for (int i = 0; i < IncidentBook.CLOSED_KEPT + 50; i++) {
            raise("a", "rule" + i, LimitLevel.WATCH, i, "", null);
            settle("a", "rule" + i, i + 1);
        }
        assertThat(book.closed()).hasSize(IncidentBook.CLOSED_KEPT);
        assertThat(book.closed().get(0).ruleId()).isEqualTo("rule50");
    }

    @Test
    void whatIsPutAsideOrFoundInLateDataIsNoIncident() {
        AlarmDeskEntry raised = raise("a", "hot", LimitLevel.WATCH, 0, "", null);
        take(AlarmDesk.operate(raised, act(OperatorVerb.TAKE_OUT_OF_SERVICE, "a/hot", Map.of(), 5)));
        assertThat(book.open()).isEmpty();
        AlarmEvent late = event("b", "hot", AlarmChange.RAISED, LimitLevel.SEVERE, 1, 6, true);
        book.hear(AlarmDesk.hear(null, late).orElseThrow(), "", null);
        assertThat(book.open()).isEmpty();
    }

    @Test
    void oneActionAcknowledgesEachMemberAtTheLevelThatWasSeenAndNothingNewer() {
        raise("a", "hot", LimitLevel.WATCH, 0, "", null);
        raise("b", "hot", LimitLevel.CRITICAL, 10, "", null);
        raise("other", "cold", LimitLevel.CRITICAL, 10, "", null);
        Incident seen = book.find(book.incidentOf("a/hot").orElseThrow()).orElseThrow();
        Map<String, String> parameters = IncidentAction.parameters(seen, START.plusSeconds(20));
        // After the look and before the action: one more node, and one that gets worse.
        raise("c", "hot", LimitLevel.WATCH, 25, "", null);
        worsen("b", "hot", LimitLevel.SEVERE, 26);
        OperatorAction action = act(OperatorVerb.ACKNOWLEDGE, seen.incidentId(), parameters, 30);
        assertThat(Incident.concerns(action)).isTrue();
        for (AlarmDeskEntry entry : new ArrayList<>(desk.values())) {
            take(IncidentAction.on(entry, action).flatMap(own -> AlarmDesk.operate(entry, own)));
        }

        assertThat(desk.get("a/hot").state()).isEqualTo(DeskState.ACKNOWLEDGED);
        assertThat(desk.get("a/hot").acknowledgedLevel()).isEqualTo(LimitLevel.WATCH);
        assertThat(desk.get("b/hot").state()).as("got worse unseen").isEqualTo(DeskState.ACTIVE);
        assertThat(desk.get("c/hot").state()).as("raised unseen").isEqualTo(DeskState.ACTIVE);
        assertThat(desk.get("other/cold").state()).isEqualTo(DeskState.ACTIVE);
        worsen("a", "hot", LimitLevel.WARNING, 40);
        assertThat(desk.get("a/hot").state())
                .as("worse than seen, though not the incident's worst")
                .isEqualTo(DeskState.ACTIVE);
    }

    private AlarmDeskEntry raise(
            String node, String rule, LimitLevel level, double seconds, String place, HazardKind hazard) {
        AlarmEvent event = event(node, rule, AlarmChange.RAISED, level, 1, seconds, false);
        AlarmDeskEntry entry = AlarmDesk.hear(desk.get(event.alarmKey()), event).orElseThrow();
        desk.put(event.alarmKey(), entry);
        book.hear(entry, place, hazard);
        return entry;
    }

    private void worsen(String node, String rule, LimitLevel level, double seconds) {
        AlarmEvent event = event(node, rule, AlarmChange.WORSENED, level, 1, seconds, false);
        take(AlarmDesk.hear(desk.get(event.alarmKey()), event));
    }

    /** Back to normal and seen. */
    private void settle(String node, String rule, double seconds) {
        String key = AlarmEvent.key(node, rule);
        take(AlarmDesk.hear(
                desk.get(key), event(node, rule, AlarmChange.RETURNED, LimitLevel.IN_LIMITS, 1, seconds, false)));
        take(AlarmDesk.operate(desk.get(key), act(OperatorVerb.ACKNOWLEDGE, key, Map.of(), seconds)));
    }

    private void take(Optional<AlarmDeskEntry> changed) {
        changed.ifPresent(entry -> {
            desk.put(entry.event().alarmKey(), entry);
            book.hear(entry, "", null);
        });
    }

    private static OperatorAction act(
            OperatorVerb verb, String subject, Map<String, String> parameters, double seconds) {
        return new OperatorAction("id", verb, subject, "mia", "why", parameters, START, at(seconds));
    }

    private static AlarmEvent event(
            String node,
            String rule,
            AlarmChange change,
            LimitLevel level,
            long occurrence,
            double seconds,
            boolean historical) {
        return new AlarmEvent(
                AlarmEvent.key(node, rule),
                node,
                rule,
                change,
                level,
                occurrence,
                91,
                85,
                "Cel",
                "SUNLIT",
                "hot",
                historical,
                at(seconds));
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }
}
