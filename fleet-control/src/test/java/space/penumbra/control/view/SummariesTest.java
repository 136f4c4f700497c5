package space.penumbra.control.view;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.control.Samples.action;
import static space.penumbra.control.Samples.alarm;
import static space.penumbra.control.Samples.at;
import static space.penumbra.control.Samples.hazards;
import static space.penumbra.control.Samples.move;
import static space.penumbra.control.Samples.node;
import static space.penumbra.control.Samples.status;
import static space.penumbra.control.Samples.window;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmDesk;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.alarm.EndpointReport;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.operator.OperatorVerb;

/** Node a: 10 kWh at 90 %, floor 30 %, drawing 6 kW of 9 kW in the Sun. */
class SummariesTest {

    private final FleetView view = new FleetView();

    @BeforeEach
    void fleet() {
        view.put(node("a", 1));
        view.put(status("a", 0));
        view.put(hazards("a"));
    }

    @Test
    void aQuietFleetIsSafe() {
        FleetSummary summary = Summaries.of(view);
        assertThat(summary.safeForNextOrbit().safe()).isTrue();
        assertThat(summary.nodes()).isEqualTo(1);
        assertThat(summary.gpus()).isEqualTo(8);
        assertThat(summary.byLevel()).containsEntry(LimitLevel.IN_LIMITS, 1).containsEntry(LimitLevel.SEVERE, 0);
    }

    @Test
    void countsWhatNobodyTookAndWhoIsLeftAlone() {
        view.put(new DeliveryFailure("m-1", "pager", "{}", 6, "answered 503", at(0)));
        view.put(new EndpointReport("pager", "event", "", "OPEN", 0, "answered 503", at(0)));
        view.put(new EndpointReport("chat", "slack", "", "CLOSED", 0, "", at(0)));
        assertThat(Summaries.of(view).webhooks()).isEqualTo(new FleetSummary.Webhooks(1, 1));
    }

    @Test
    void aBatteryThatLastsIsNoRiskAndOneThatDoesNotNeedsACommand() {
        // 600 s at +3 kW make 90 % into 95 %; 62 min at 6 kW take 62 % and leave 33 %, 70 min leave 25 %.
        view.put(hazards("a", window("a", HazardKind.UMBRA, 600, 600 + 62 * 60)));
        assertThat(Summaries.nextHour(view)).isEqualTo(new FleetSummary.NextHour(1, 0, 0, 0));
        view.put(hazards("a", window("a", HazardKind.UMBRA, 600, 600 + 70 * 60)));
        assertThat(Summaries.nextHour(view)).isEqualTo(new FleetSummary.NextHour(1, 0, 1, 0));

        // 60 s before the eclipse is the last responsible moment: 90 % + 0.5 % - 70 % is below the floor of 30 %.
        view.put(hazards("a", window("a", HazardKind.UMBRA, 61, 61 + 70 * 60)));
        assertThat(Summaries.nextHour(view)).isEqualTo(new FleetSummary.NextHour(1, 0, 1, 0));
        view.put(hazards("a", window("a", HazardKind.UMBRA, 60, 60 + 70 * 60)));
        assertThat(Summaries.nextHour(view)).isEqualTo(new FleetSummary.NextHour(1, 0, 1, 1));
        assertThat(Summaries.of(view).safeForNextOrbit().reasons())
                .singleElement()
                .asString()
                .contains("no command: a");

        view.put(command(CommandState.ISSUED, 1));
        assertThat(Summaries.nextHour(view)).isEqualTo(new FleetSummary.NextHour(1, 0, 1, 0));
        assertThat(Summaries.of(view).safeForNextOrbit().safe()).isTrue();
    }

    @Test
    void aNodeWhoseForecastEndsBeforeItsNextOrbitDoesIsNotSafe() {
        view.put(node("b", 1));
        assertThat(Summaries.of(view).safeForNextOrbit().reasons())
                .singleElement()
                .asString()
                .contains("without a forecast", "b");
        view.put(hazards("b")); // up to 10,800 s
        assertThat(Summaries.of(view).safeForNextOrbit().safe()).isTrue();
        view.put(status("a", 10_800 - 100 * 60 + 1));
        assertThat(Summaries.of(view).safeForNextOrbit().reasons())
                .singleElement()
                .asString()
                .contains("a, b");
    }

    @Test
    void countsWhatReturnedUnseenApartAndGathersTheOpenOnesIntoIncidents() {
        AlarmDeskEntry one = AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.WARNING, 1, 5))
                .orElseThrow();
        view.put(one);
        view.put(AlarmDesk.hear(null, alarm("b", AlarmChange.RAISED, LimitLevel.WATCH, 1, 6))
                .orElseThrow());
        view.put(AlarmDesk.hear(one, alarm("a", AlarmChange.RETURNED, LimitLevel.IN_LIMITS, 1, 9))
                .orElseThrow());
        FleetSummary.Alarms alarms = Summaries.of(view).alarms();
        assertThat(alarms.active()).isEqualTo(1);
        assertThat(alarms.unacknowledged()).isEqualTo(2);
        assertThat(alarms.returned()).isEqualTo(1);
        assertThat(alarms.incidents()).isEqualTo(1);
    }

    @Test
    void holdSilenceAndGraveAlarmsSpeakAgainstIt() {
        view.put(status("a", LimitLevel.IN_LIMITS, true, 10));
        view.put(action("h", OperatorVerb.HOLD, "fleet", 5));
        AlarmDeskEntry grave = AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.CRITICAL, 1, 5))
                .orElseThrow();
        view.put(grave);
        FleetSummary summary = Summaries.of(view);
        assertThat(summary.safeForNextOrbit().reasons()).hasSize(3);
        assertThat(summary.alarms().unacknowledged()).isEqualTo(1);

        view.put(AlarmDesk.operate(grave, action("k", OperatorVerb.ACKNOWLEDGE, "a/hot", 20))
                .orElseThrow());
        view.put(action("r", OperatorVerb.RELEASE, "fleet", 30));
        view.put(action("h", OperatorVerb.HOLD, "fleet", 5)); // a repetition of the first
        view.put(status("a", 40));
        assertThat(Summaries.of(view).safeForNextOrbit().reasons()).isEmpty();
    }

    @Test
    void theBookCountsEachCommandOnceInItsLastState() {
        view.put(command(CommandState.PROPOSED, 0));
        view.put(command(CommandState.ISSUED, 1));
        view.put(command(CommandState.COMPLETED, 1));
        view.put(command(CommandState.COMPLETED, 1));
        FleetSummary summary = Summaries.of(view);
        assertThat(summary.commands().byState()).containsOnly(java.util.Map.entry("COMPLETED", 1));
        assertThat(summary.commands().issuedTotal()).isEqualTo(1);
        assertThat(summary.savedGpuHours()).isEqualTo(3.5);
    }

    private static CommandEntry command(CommandState state, int attempts) {
        return new CommandEntry(move("w1", "a", "b", 1, 1), state, "", List.of(), Double.NaN, attempts, at(1));
    }
}
