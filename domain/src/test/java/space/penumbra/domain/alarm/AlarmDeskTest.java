package space.penumbra.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

class AlarmDeskTest {

    private static final Instant START = Instant.parse("2026-06-21T12:00:00Z");

    @Test
    void anAlarmIsActiveUntilSomebodyAcknowledgesIt() {
        AlarmDeskEntry raised = raised(LimitLevel.WARNING);
        assertThat(raised.state()).isEqualTo(DeskState.ACTIVE);
        AlarmDeskEntry known = acknowledged(raised, "WARNING");
        assertThat(known.state()).isEqualTo(DeskState.ACKNOWLEDGED);
        assertThat(known.acknowledgedBy()).isEqualTo("mia");
        assertThat(hear(known, AlarmChange.RETURNED, LimitLevel.IN_LIMITS, 1, 30)
                        .state())
                .isEqualTo(DeskState.NORMAL);
    }

    @Test
    void somethingWorseThanWasAcknowledgedIsActiveAgainAndStaysSoWhenItEases() {
        AlarmDeskEntry known = acknowledged(raised(LimitLevel.WARNING), "WARNING");
        AlarmDeskEntry worse = hear(known, AlarmChange.WORSENED, LimitLevel.CRITICAL, 1, 30);
        assertThat(worse.state()).isEqualTo(DeskState.ACTIVE);
        assertThat(worse.acknowledgedBy()).isEmpty();
        assertThat(hear(worse, AlarmChange.EASED, LimitLevel.WARNING, 1, 40).state())
                .isEqualTo(DeskState.ACTIVE);
    }

    @Test
    void somethingThatEasesAndWorsensBelowWhatWasAcknowledgedStaysAcknowledged() {
        AlarmDeskEntry known = acknowledged(raised(LimitLevel.CRITICAL), "CRITICAL");
        AlarmDeskEntry eased = hear(known, AlarmChange.EASED, LimitLevel.WARNING, 1, 30);
        assertThat(hear(eased, AlarmChange.WORSENED, LimitLevel.DISTRESS, 1, 40).state())
                .isEqualTo(DeskState.ACKNOWLEDGED);
    }

    @Test
    void anAcknowledgementOfALesserLevelOrAnEarlierOccurrenceDoesNothing() {
        AlarmDeskEntry raised = raised(LimitLevel.CRITICAL);
        assertThat(AlarmDesk.operate(raised, act(OperatorVerb.ACKNOWLEDGE, Map.of("level", "WARNING"))))
                .isEmpty();
        assertThat(AlarmDesk.operate(
                        raised, act(OperatorVerb.ACKNOWLEDGE, Map.of("level", "CRITICAL", "occurrence", "0"))))
                .isEmpty();
    }

    @Test
    void whatReturnsUnseenStaysOnTheDeskUntilSomebodySawIt() {
        AlarmDeskEntry returned = hear(raised(LimitLevel.WARNING), AlarmChange.RETURNED, LimitLevel.IN_LIMITS, 1, 30);
        assertThat(returned.state()).isEqualTo(DeskState.RETURNED);
        AlarmDeskEntry seen = AlarmDesk.operate(returned, act(OperatorVerb.ACKNOWLEDGE, Map.of()))
                .orElseThrow();
        assertThat(seen.state()).isEqualTo(DeskState.NORMAL);
        assertThat(hear(seen, AlarmChange.RAISED, LimitLevel.WATCH, 2, 90).state())
                .isEqualTo(DeskState.ACTIVE);
    }

    @Test
    void aShelfEndsAtItsTimeOrWithSomethingWorse() {
        AlarmDeskEntry shelved = shelved(raised(LimitLevel.WARNING));
        assertThat(shelved.state()).isEqualTo(DeskState.SHELVED);
        assertThat(AlarmDesk.elapse(shelved, START.plusSeconds(599))).isEmpty();
        AlarmDeskEntry over = AlarmDesk.elapse(shelved, START.plusSeconds(600)).orElseThrow();
        assertThat(over.state()).isEqualTo(DeskState.ACTIVE);
        assertThat(over.shelvedUntil()).isNull();
        assertThat(hear(shelved, AlarmChange.WORSENED, LimitLevel.SEVERE, 1, 30).state())
                .isEqualTo(DeskState.ACTIVE);
    }

    @Test
    void whatReturnsOnTheShelfIsNormalAfterwards() {
        AlarmDeskEntry returned =
                hear(shelved(raised(LimitLevel.WARNING)), AlarmChange.RETURNED, LimitLevel.IN_LIMITS, 1, 30);
        assertThat(returned.state()).isEqualTo(DeskState.SHELVED);
        assertThat(AlarmDesk.operate(returned, act(OperatorVerb.UNSHELVE, Map.of()))
                        .orElseThrow()
                        .state())
                .isEqualTo(DeskState.NORMAL);
    }

    @Test
    void lateDataNeverActivates() {
        AlarmEvent late = event(AlarmChange.RAISED, LimitLevel.SEVERE, 1, 10, true);
        AlarmDeskEntry noted = AlarmDesk.hear(null, late).orElseThrow();
        assertThat(noted.state()).isEqualTo(DeskState.NORMAL);
        AlarmDeskEntry known = acknowledged(raised(LimitLevel.WARNING), "WARNING");
        assertThat(AlarmDesk.hear(known, event(AlarmChange.WORSENED, LimitLevel.SEVERE, 1, 50, true)))
                .isEmpty();
    }

    @Test
    void repeatedAndOvertakenEventsChangeNothing() {
        AlarmDeskEntry raised = raised(LimitLevel.WARNING);
        AlarmDeskEntry worse = hear(raised, AlarmChange.WORSENED, LimitLevel.CRITICAL, 1, 30);
        assertThat(AlarmDesk.hear(worse, worse.event())).isEmpty();
        assertThat(AlarmDesk.hear(worse, raised.event())).isEmpty();
    }

    @Test
    void aNewOccurrenceForgetsTheOldAcknowledgement() {
        AlarmDeskEntry known = acknowledged(raised(LimitLevel.CRITICAL), "CRITICAL");
        AlarmDeskEntry again = hear(known, AlarmChange.RAISED, LimitLevel.WATCH, 2, 90);
        assertThat(again.state()).isEqualTo(DeskState.ACTIVE);
        assertThat(again.raisedAt()).isEqualTo(START.plusSeconds(90));
    }

    @Test
    void whatIsOutOfServiceStaysSoHoweverBadItGetsUntilSomebodyReturnsIt() {
        AlarmDeskEntry shelved = shelved(raised(LimitLevel.WATCH));
        AlarmDeskEntry out = operated(shelved, OperatorVerb.TAKE_OUT_OF_SERVICE, Map.of());
        assertThat(out.state()).isEqualTo(DeskState.OUT_OF_SERVICE);
        assertThat(out.outOfServiceBy()).isEqualTo("mia");
        assertThat(out.shelvedUntil()).as("the shelf that it leaves").isNull();
        AlarmDeskEntry worse = hear(out, AlarmChange.WORSENED, LimitLevel.SEVERE, 1, 30);
        assertThat(worse.state()).isEqualTo(DeskState.OUT_OF_SERVICE);
        assertThat(AlarmDesk.elapse(worse, START.plusSeconds(900))).isEmpty();
        assertThat(AlarmDesk.operate(worse, act(OperatorVerb.ACKNOWLEDGE, Map.of())))
                .isEmpty();
        assertThat(AlarmDesk.operate(
                        worse,
                        act(
                                OperatorVerb.SHELVE,
                                Map.of("until", START.plusSeconds(600).toString()))))
                .isEmpty();
        AlarmDeskEntry back = operated(worse, OperatorVerb.RETURN_TO_SERVICE, Map.of());
        assertThat(back.state()).isEqualTo(DeskState.ACTIVE);
        assertThat(back.outOfServiceBy()).isEmpty();
    }

    @Test
    void aConditionWorseThanWasAcknowledgedBeforeItWentOutOfServiceComesBackUnacknowledged() {
        AlarmDeskEntry known = acknowledged(raised(LimitLevel.WARNING), "WARNING");
        AlarmDeskEntry out = operated(known, OperatorVerb.TAKE_OUT_OF_SERVICE, Map.of());
        assertThat(operated(out, OperatorVerb.RETURN_TO_SERVICE, Map.of()).state())
                .isEqualTo(DeskState.ACKNOWLEDGED);
        AlarmDeskEntry worse = hear(out, AlarmChange.WORSENED, LimitLevel.CRITICAL, 1, 30);
        assertThat(operated(worse, OperatorVerb.RETURN_TO_SERVICE, Map.of()).state())
                .isEqualTo(DeskState.ACTIVE);
    }

    @Test
    void anOwnerAndTheNotesOutliveAnOccurrenceAndTheNotesAreBounded() {
        AlarmDeskEntry owned = operated(raised(LimitLevel.WARNING), OperatorVerb.OWN, Map.of());
        assertThat(owned.owner()).isEqualTo("mia");
        assertThat(AlarmDesk.operate(owned, act(OperatorVerb.OWN, Map.of("owner", "mia"))))
                .as("nothing new")
                .isEmpty();
        AlarmDeskEntry noted = operated(owned, OperatorVerb.NOTE, Map.of());
        assertThat(AlarmDesk.operate(noted, act(OperatorVerb.NOTE, Map.of())))
                .as("the same words again")
                .isEmpty();
        AlarmDeskEntry again = hear(noted, AlarmChange.RAISED, LimitLevel.WATCH, 2, 90);
        assertThat(again.owner()).isEqualTo("mia");
        assertThat(again.notes()).containsExactly(new DeskNote("mia", "why", START.plusSeconds(20)));
        for (int i = 0; i < 30; i++) {
            again = AlarmDesk.operate(
                            again,
                            new OperatorAction(
                                    "n" + i,
                                    OperatorVerb.NOTE,
                                    "n/hot",
                                    "ana",
                                    "words " + i,
                                    Map.of(),
                                    START,
                                    START.plusSeconds(100 + i)))
                    .orElseThrow();
        }
        assertThat(again.notes()).hasSize(AlarmDeskEntry.NOTES_KEPT);
        assertThat(again.notes().get(AlarmDeskEntry.NOTES_KEPT - 1).text()).isEqualTo("words 29");
        assertThat(operated(again, OperatorVerb.OWN, Map.of("owner", "")).owner())
                .isEmpty();
    }

    @Test
    void theWorstLevelIsThatOfTheOccurrence() {
        AlarmDeskEntry worse = hear(raised(LimitLevel.WARNING), AlarmChange.WORSENED, LimitLevel.CRITICAL, 1, 30);
        AlarmDeskEntry eased = hear(worse, AlarmChange.EASED, LimitLevel.WATCH, 1, 40);
        assertThat(eased.worstLevel()).isEqualTo(LimitLevel.CRITICAL);
        assertThat(hear(eased, AlarmChange.RAISED, LimitLevel.WATCH, 2, 90).worstLevel())
                .isEqualTo(LimitLevel.WATCH);
    }

    private static AlarmDeskEntry operated(AlarmDeskEntry entry, OperatorVerb verb, Map<String, String> parameters) {
        return AlarmDesk.operate(entry, act(verb, parameters)).orElseThrow();
    }

    private static AlarmDeskEntry raised(LimitLevel level) {
        return AlarmDesk.hear(null, event(AlarmChange.RAISED, level, 1, 10, false))
                .orElseThrow();
    }

    private static AlarmDeskEntry hear(
            AlarmDeskEntry entry, AlarmChange change, LimitLevel level, long occurrence, int seconds) {
        return AlarmDesk.hear(entry, event(change, level, occurrence, seconds, false))
                .orElseThrow();
    }

    private static AlarmDeskEntry acknowledged(AlarmDeskEntry entry, String level) {
        return AlarmDesk.operate(entry, act(OperatorVerb.ACKNOWLEDGE, Map.of("level", level)))
                .orElseThrow();
    }

    private static AlarmDeskEntry shelved(AlarmDeskEntry entry) {
        String until = START.plusSeconds(600).toString();
        return AlarmDesk.operate(entry, act(OperatorVerb.SHELVE, Map.of("until", until)))
                .orElseThrow();
    }

    private static OperatorAction act(OperatorVerb verb, Map<String, String> parameters) {
        return new OperatorAction("id", verb, "n/hot", "mia", "why", parameters, START, START.plusSeconds(20));
    }

    private static AlarmEvent event(
            AlarmChange change, LimitLevel level, long occurrence, int seconds, boolean historical) {
        return new AlarmEvent(
                "n/hot",
                "n",
                "hot",
                change,
                level,
                occurrence,
                91,
                85,
                "Cel",
                "SUNLIT",
                "hot",
                historical,
                START.plusSeconds(seconds));
    }
}
