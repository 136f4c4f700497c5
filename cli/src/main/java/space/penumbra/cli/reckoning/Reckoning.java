package space.penumbra.cli.reckoning;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/**
 * What a run came to, counted from the topics themselves after everything has stopped: nobody's own counters are believed.
 */
public final class Reckoning {

    private final FrameReckoning.Result frames;
    private final CommandReckoning.Result commands;
    private final AlarmOracle oracle;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Reckoning(FrameReckoning.Result frames, AlarmOracle oracle, CommandReckoning.Result commands) {
        this.frames = frames;
        this.oracle = oracle;
        this.commands = commands;
    }

    /**
     * Who published, by its own account.
     *
     * @param nodes nodes of the fleet
     * @param framesPublished records put into {@code telemetry.frames}; 0 if nobody says
     * @param eventTime event time that the fleet has reached
     */
    public record Fleet(int nodes, long framesPublished, Instant eventTime) {}

    /** Counts every topic of this broker. */
    public static Reckoning of(String bootstrap, Fleet fleet) {
        try (TopicScan scan = new TopicScan(bootstrap)) {
            AlarmOracle oracle = new AlarmOracle();
            scan.values(Topics.FLEET_NODES, oracle::node);
            FrameReckoning.Result frames = frames(scan, new Drain(bootstrap).committed(), oracle);
            Reckoning reckoning = new Reckoning(frames, oracle, commands(scan, fleet));
            reckoning.fill(scan, fleet);
            return reckoning;
        }
    }

    /** A fleet that nobody speaks for: the event time is what its clock last said. */
    public static Fleet lastClock(String bootstrap) {
        // A clock whose fleet has stopped does not go on.
        return new Fleet(
                0,
                0,
                TopicReader.latestClock(bootstrap, "penumbra-reckoning")
                        .map(FleetClock::eventTime)
                        .orElse(Instant.EPOCH));
    }

    /** Whether the alarms that were told are those that the frames demand, under the limits that come with the platform. */
    public boolean alarmsAgree() {
        return oracle.missing().isEmpty() && oracle.invented().isEmpty();
    }

    /** The keys and values of {@code --json}. */
    public Map<String, Object> values() {
        return values;
    }

    /** The first alarms in which the platform and the frames differ, for a person to look into; empty if they agree. */
    public List<String> differingAlarms() {
        return Stream.concat(
                        oracle.missing().stream().map(change -> "missing " + change),
                        oracle.invented().stream().map(change -> "invented " + change))
                .limit(20)
                .toList();
    }

    /** Whether anything was lost or done twice. */
    public boolean sound() {
        return number("framesLost") == 0
                && number("framesDuplicated") == 0
                && commands.lost() == 0
                && commands.duplicated() == 0
                && number("alarmsBroken") == 0;
    }

    private long number(String key) {
        return ((Number) values.get(key)).longValue();
    }

    private static FrameReckoning.Result frames(TopicScan scan, Map<Integer, Long> committed, AlarmOracle oracle) {
        FrameReckoning frames = new FrameReckoning();
        scan.values(Topics.TELEMETRY_REJECTED, record -> {
            if (record.topic().equals(Topics.TELEMETRY_FRAMES.name())) {
                frames.rejected(record.partition(), record.offset(), record.place());
            }
        });
        scan.values(Topics.FLEET_STATUS, status -> frames.status(status.nodeId(), status.frames(), status.time()));
        FrameCursor cursor = new FrameCursor();
        TelemetryFrame frame = new TelemetryFrame();
        scan.records(Topics.TELEMETRY_FRAMES, record -> {
            boolean consumed = record.offset() < committed.getOrDefault(record.partition(), 0L);
            try {
                cursor.open(record.value());
                while (cursor.next(frame)) {
                    int place = cursor.packed() ? cursor.place() : RejectedRecord.WHOLE;
                    boolean accepted = frames.frame(
                            record.partition(), record.offset(), place, frame.nodeId(), frame.timeMillis(), consumed);
                    if (accepted) {
                        oracle.frame(frame);
                    }
                }
            } catch (UndecodableException unreadable) {
                // It must be among the rejected ones; if it is not, it counts under no node's name.
                frames.frame(record.partition(), record.offset(), RejectedRecord.WHOLE, "", 0, consumed);
            }
        });
        return frames.result();
    }

    private static CommandReckoning.Result commands(TopicScan scan, Fleet fleet) {
        CommandReckoning commands = new CommandReckoning();
        commands.now(fleet.eventTime());
        scan.values(Topics.MIGRATIONS_PROPOSALS, proposal -> commands.proposal(proposal.commandId()));
        scan.values(Topics.COMMANDS_ISSUED, commands::issued);
        scan.values(Topics.COMMANDS_EVENTS, commands::report);
        scan.values(Topics.COMMANDS_LEDGER, commands::entry);
        return commands.result();
    }

    private void fill(TopicScan scan, Fleet fleet) {
        AlarmReckoning alarms = new AlarmReckoning();
        scan.values(Topics.ALARMS_EVENTS, alarm -> {
            alarms.event(alarm);
            oracle.told(alarm);
        });
        Set<String> hazards = new HashSet<>();
        scan.values(
                Topics.HAZARDS_WINDOWS,
                schedule -> schedule.windows().forEach(window -> hazards.add(window.hazardId())));
        // What the fleet says it published and the topic does not have was lost on the way there.
        long neverArrived = Math.max(0, fleet.framesPublished() - frames.published());
        values.put("nodes", fleet.nodes());
        values.put("eventTime", fleet.eventTime().toString());
        values.put("framesPublished", Math.max(fleet.framesPublished(), frames.published()));
        values.put("framesProcessed", frames.processed());
        values.put("framesRejected", frames.rejected());
        values.put("framesLost", frames.lost() + neverArrived);
        values.put("framesDuplicated", frames.duplicated());
        values.put("alarmsRaised", alarms.raised());
        values.put("alarmsBroken", alarms.broken());
        values.put("alarmsMissing", oracle.missing().size());
        values.put("alarmsInvented", oracle.invented().size());
        values.put("hazardWindows", hazards.size());
        values.put("commandsProposed", commands.proposed());
        values.put("commandsIssued", commands.issued());
        values.put("commandsCompleted", commands.completed());
        values.put("commandsFailed", commands.failed());
        values.put("commandsLost", commands.lost());
        values.put("commandsDuplicated", commands.duplicated());
    }
}
