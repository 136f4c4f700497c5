package space.penumbra.control.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.control.Samples.action;
import static space.penumbra.control.Samples.alarm;
import static space.penumbra.control.Samples.at;
import static space.penumbra.control.Samples.event;
import static space.penumbra.control.Samples.move;
import static space.penumbra.control.Samples.node;
import static space.penumbra.control.Samples.status;
import static space.penumbra.control.Samples.workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.DeskState;
import space.penumbra.domain.alarm.Incident;
import space.penumbra.domain.alarm.IncidentAction;
import space.penumbra.domain.alarm.IncidentBook;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.GateLimits;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.operator.OperatorVerb;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** The whole topology in the test driver. Kafka's own timestamps are all 0: event time comes from the values. */
class ControlTopologyTest {

    @TempDir
    private Path stateDir;

    private final Undecodable undecodable = new Undecodable();
    private TopologyTestDriver driver;
    private TestOutputTopic<String, Command> issued;
    private TestOutputTopic<String, CommandEntry> ledger;
    private TestOutputTopic<String, AlarmDeskEntry> desk;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(ControlTopology.define(GateLimits.STANDARD, undecodable), properties);
        issued = output(Topics.COMMANDS_ISSUED);
        ledger = output(Topics.COMMANDS_LEDGER);
        desk = output(Topics.ALARMS_DESK);
        for (String id : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")) {
            put(Topics.FLEET_NODES, id, node(id, 1));
            put(Topics.FLEET_STATUS, id, status(id, 0));
        }
        put(Topics.FLEET_WORKLOADS, "w1", workload("w1", "a", 1, 4));
        put(Topics.FLEET_WORKLOADS, "w2", workload("w2", "c", 1, 4));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void carriesAMoveFromProposalToCompletion() {
        Proposal move = move("w1", "a", "b", 1, 1);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        assertThat(issued.isEmpty()).isTrue();

        tick(50); // notBefore is 100 s, the lead 60 s
        Command command = issued.readValue();
        assertThat(command.commandId()).isEqualTo(move.commandId());
        assertThat(command.cancel()).isFalse();
        for (CommandStage stage : List.of(
                CommandStage.ACCEPTED,
                CommandStage.CHECKPOINTED,
                CommandStage.TRANSFERRED,
                CommandStage.RESTORED,
                CommandStage.VERIFIED)) {
            put(Topics.COMMANDS_EVENTS, "w1", event(move, stage, 100 + 20 * stage.ordinal()));
        }

        assertThat(ledger.readValuesToList())
                .extracting(CommandEntry::state)
                .containsExactly(
                        CommandState.PROPOSED,
                        CommandState.ISSUED,
                        CommandState.ACCEPTED,
                        CommandState.CHECKPOINTED,
                        CommandState.TRANSFERRED,
                        CommandState.RESTORED,
                        CommandState.COMPLETED);
        assertThat(issued.isEmpty()).isTrue();
    }

    @Test
    void whenTheHazardIsOverAnActionIsJudgedByWhatWasObserved() {
        TestOutputTopic<String, ActionValue> values = output(Topics.MIGRATIONS_VALUE);
        Proposal move = move("w1", "a", "b", 1, 1);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        tick(50);
        put(Topics.COMMANDS_EVENTS, "w1", event(move, CommandStage.ACCEPTED, 100));
        put(Topics.COMMANDS_EVENTS, "w1", event(move, CommandStage.VERIFIED, 200));
        double end = Duration.between(at(0), move.hazardEnd()).toSeconds();
        put(Topics.FLEET_STATUS, "a", status("a", end - 10));
        tick(end - 1);
        assertThat(values.isEmpty()).isTrue();
        tick(end + 10);
        tick(end + 30);
        assertThat(values.readValuesToList()).singleElement().satisfies(value -> {
            assertThat(value.commandId()).isEqualTo(move.commandId());
            assertThat(value.settled()).isTrue();
            assertThat(value.lowestChargeRatio()).isLessThan(1);
        });
    }

    @Test
    void repeatedRecordsHaveNoSecondEffect() {
        Proposal move = move("w1", "a", "b", 1, 1);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        tick(50);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        put(Topics.COMMANDS_EVENTS, "w1", event(move, CommandStage.ACCEPTED, 100));
        put(Topics.COMMANDS_EVENTS, "w1", event(move, CommandStage.ACCEPTED, 100));

        assertThat(issued.readValuesToList()).hasSize(1);
        assertThat(ledger.readValuesToList())
                .extracting(CommandEntry::state)
                .containsExactly(CommandState.PROPOSED, CommandState.ISSUED, CommandState.ACCEPTED);
    }

    @Test
    void afterAHoldNothingStaleIsIssuedAndNothingLiveIsForgotten() {
        Proposal stale = move("w1", "a", "b", 1, 1);
        Proposal live = later(move("w2", "c", "d", 1, 1), 2000);
        put(Topics.OPERATOR_ACTIONS, "fleet", action("h", OperatorVerb.HOLD, "fleet", 10));
        put(Topics.MIGRATIONS_PROPOSALS, "w1", stale);
        put(Topics.MIGRATIONS_PROPOSALS, "w2", live);
        put(Topics.FLEET_STATUS, "d", status("d", 2300));
        tick(2300); // stale was good until 800 s, live is good until 2800 s
        assertThat(issued.isEmpty()).isTrue();

        put(Topics.OPERATOR_ACTIONS, "fleet", action("r", OperatorVerb.RELEASE, "fleet", 2310));

        assertThat(issued.readValuesToList()).extracting(Command::commandId).containsExactly(live.commandId());
        Map<String, CommandEntry> last = ledger.readKeyValuesToMap();
        assertThat(last.get(stale.commandId()).state()).isEqualTo(CommandState.EXPIRED);
        assertThat(last.get(stale.commandId()).rule()).isEqualTo("PAST_NOT_AFTER");
        assertThat(last.get(live.commandId()).state()).isEqualTo(CommandState.ISSUED);
    }

    @Test
    void anOlderPlanIsRefusedAndNamesItsRule() {
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move("w1", "a", "b", 1, 5));
        Proposal old = move("w1", "a", "c", 1, 4);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", old);

        CommandEntry refused = ledger.readKeyValuesToMap().get(old.commandId());
        assertThat(refused.state()).isEqualTo(CommandState.REFUSED);
        assertThat(refused.rule()).isEqualTo("STALE_EPOCH");
    }

    @Test
    void aLateAcknowledgementIsHeardAndAnUnheardCommandIsSentAgainWithTheSameId() {
        Proposal move = move("w1", "a", "b", 1, 1);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        tick(50);
        tick(230); // 120 s after notBefore nobody has accepted
        List<Command> sent = issued.readValuesToList();
        assertThat(sent).hasSize(2);
        assertThat(sent).extracting(Command::commandId).containsOnly(move.commandId());

        put(Topics.COMMANDS_EVENTS, "w1", event(move, CommandStage.ACCEPTED, 240));
        tick(400);
        assertThat(issued.isEmpty()).isTrue();
        assertThat(ledger.readKeyValuesToMap().get(move.commandId()).state()).isEqualTo(CommandState.ACCEPTED);
    }

    @Test
    void aCancelledCommandIsWithdrawnAndTheLedgerFollowsTheExecutor() {
        Proposal move = move("w1", "a", "b", 1, 1);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        tick(50);
        put(Topics.COMMANDS_EVENTS, "w1", event(move, CommandStage.ACCEPTED, 100));
        put(Topics.OPERATOR_ACTIONS, move.commandId(), action("c", OperatorVerb.CANCEL, move.commandId(), 110));

        assertThat(issued.readValuesToList()).extracting(Command::cancel).containsExactly(false, true);
        assertThat(ledger.readKeyValuesToMap().get(move.commandId()).rule()).isEqualTo("CANCEL_REQUESTED");
        put(Topics.COMMANDS_EVENTS, "w1", event(move, CommandStage.CANCELLED, 120));
        assertThat(ledger.readKeyValuesToMap().get(move.commandId()).state()).isEqualTo(CommandState.CANCELLED);
    }

    @Test
    void aShelfEndsInEventTime() {
        put(Topics.ALARMS_EVENTS, "a/hot", alarm("a", AlarmChange.RAISED, LimitLevel.WARNING, 1, 10));
        put(
                Topics.OPERATOR_ACTIONS,
                "a/hot",
                action("s", OperatorVerb.SHELVE, "a/hot", Map.of("until", at(600).toString()), 20));
        tick(599);
        tick(601);

        assertThat(desk.readValuesToList())
                .extracting(AlarmDeskEntry::state)
                .containsExactly(DeskState.ACTIVE, DeskState.SHELVED, DeskState.ACTIVE);
    }

    @Test
    void oneActionOnAnIncidentAcknowledgesEveryMemberThatWasSeen() {
        IncidentBook book = new IncidentBook();
        for (String node : List.of("a", "b", "c")) {
            put(Topics.ALARMS_EVENTS, node + "/hot", alarm(node, AlarmChange.RAISED, LimitLevel.WARNING, 1, 10));
            book.hear(desk.readValue(), "", null);
        }
        Incident seen = book.open().get(0);
        Map<String, String> parameters = IncidentAction.parameters(seen, at(15));
        put(Topics.ALARMS_EVENTS, "d/hot", alarm("d", AlarmChange.RAISED, LimitLevel.WARNING, 1, 16));
        assertThat(desk.readValue().state()).isEqualTo(DeskState.ACTIVE);
        put(
                Topics.OPERATOR_ACTIONS,
                seen.incidentId(),
                action("i", OperatorVerb.ACKNOWLEDGE, seen.incidentId(), parameters, 20));
        put(
                Topics.OPERATOR_ACTIONS,
                seen.incidentId(),
                action("i", OperatorVerb.ACKNOWLEDGE, seen.incidentId(), parameters, 20));

        assertThat(desk.readValuesToList())
                .as("each of the three once, d not at all")
                .extracting(entry -> entry.event().nodeId() + " " + entry.state())
                .containsExactlyInAnyOrder("a ACKNOWLEDGED", "b ACKNOWLEDGED", "c ACKNOWLEDGED");
    }

    @Test
    void poisonIsCountedAndStopsNothing() {
        TestInputTopic<String, byte[]> raw = driver.createInputTopic(
                Topics.MIGRATIONS_PROPOSALS.name(),
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer());
        raw.pipeInput("w1", new byte[] {1, 2, 3}, 0L);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move("w1", "a", "b", 1, 1));

        assertThat(undecodable.counts()).containsEntry("migrations.proposals", 1L);
        assertThat(ledger.readValuesToList()).hasSize(1);
    }

    @Test
    void aNodeIsNoTargetWhileItIsSilent() {
        put(Topics.FLEET_STATUS, "b", status("b", LimitLevel.IN_LIMITS, true, 10));
        Proposal move = move("w1", "a", "b", 1, 1);
        put(Topics.MIGRATIONS_PROPOSALS, "w1", move);
        tick(60);
        assertThat(issued.isEmpty()).isTrue();
        assertThat(ledger.readValuesToList()).extracting(CommandEntry::rule).containsExactly("TARGET_SILENT");

        put(Topics.FLEET_STATUS, "b", status("b", 90));
        tick(91);
        assertThat(issued.readValuesToList()).hasSize(1);
    }

    private static Proposal later(Proposal move, long seconds) {
        return new Proposal(
                move.commandId(),
                move.workloadId(),
                move.action(),
                move.reason(),
                move.sourceNodeId(),
                move.targetNodeId(),
                move.placementGeneration(),
                move.planEpoch(),
                move.hazardId(),
                move.hazardStart().plusSeconds(seconds),
                move.hazardEnd().plusSeconds(seconds),
                move.notBefore().plusSeconds(seconds),
                move.notAfter().plusSeconds(seconds),
                move.deadline().plusSeconds(seconds),
                move.expectedSeconds(),
                move.marginSeconds(),
                move.transferGigabytes(),
                move.costGpuHours(),
                move.savingGpuHours(),
                move.alternatives(),
                move.explanation(),
                move.time());
    }

    private void tick(double seconds) {
        put(Topics.FLEET_STATUS, "j", status("j", seconds));
        driver.advanceWallClockTime(Duration.ofMillis(100));
    }

    private <T> void put(Topic<T> topic, String key, T value) {
        driver.createInputTopic(
                        topic.name(),
                        Serdes.String().serializer(),
                        Serdes.ByteArray().serializer())
                .pipeInput(key, topic.codec().encode(value), 0L);
    }

    private <T> TestOutputTopic<String, T> output(Topic<T> topic) {
        return driver.createOutputTopic(
                topic.name(),
                Serdes.String().deserializer(),
                CodecSerde.of(topic, undecodable).deserializer());
    }
}
