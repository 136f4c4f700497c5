package space.penumbra.e2e.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.CommandStep;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.Topics;

/** Two hours of two small shells, as records: every kind of event that a dashboard shows. */
final class RecordedFleet {

    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    static final int MINUTES = 120;
    static final int NODES = 6;
    static final int COMMAND_STEPS = 9;
    static final int JUDGEMENTS = 2;

    private static final List<String> SHELLS = List.of("dd650", "i30");

    private RecordedFleet() {}

    static void publish(TopicPublisher topics) {
        for (String shell : SHELLS) {
            for (int slot = 0; slot < NODES / 2; slot++) {
                String node = shell + "-00-0" + slot;
                topics.send(Topics.FLEET_NODES, node, spec(node, shell));
                topics.send(Topics.HAZARDS_WINDOWS, node, schedule(node));
            }
        }
        // The nodes were known before their first frame.
        topics.flush();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (String shell : SHELLS) {
                for (int slot = 0; slot < NODES / 2; slot++) {
                    TelemetryFrame frame = frame(shell, shell + "-00-0" + slot, minute);
                    topics.send(Topics.TELEMETRY_FRAMES, frame.nodeId(), frame);
                }
            }
            topics.send(
                    Topics.SPACE_WEATHER,
                    "kp",
                    new SpaceWeather("kp", 3 + minute % 3, 0, "sample", "", at(60 * minute)));
        }
        for (int i = 0; i < 6; i++) {
            AlarmEvent alarm = alarm(
                    SHELLS.get(i % 2) + "-00-0" + i % 3,
                    i % 3 == 0 ? "upset-rate" : "gpu-hot",
                    i % 5 == 0,
                    at(600 * i));
            topics.send(Topics.ALARMS_EVENTS, alarm.alarmKey(), alarm);
        }
        commands().forEach(entry -> topics.send(Topics.COMMANDS_LEDGER, entry.commandId(), entry));
        for (boolean needless : new boolean[] {false, true}) {
            ActionValue value = judgement(needless);
            topics.send(Topics.MIGRATIONS_VALUE, value.commandId(), value);
        }
        divert(topics);
    }

    /** A frame that no program reads, a status of another version, and a webhook message that was delivered after all. */
    private static void divert(TopicPublisher topics) {
        topics.sendBytes(Topics.TELEMETRY_FRAMES.name(), "dd650-00-00".getBytes(UTF_8), "no frame".getBytes(UTF_8));
        topics.sendBytes(Topics.FLEET_STATUS.name(), "dd650-00-00".getBytes(UTF_8), "no status".getBytes(UTF_8));
        for (boolean diverted : new boolean[] {true, false}) {
            RejectedRecord late = new RejectedRecord(
                    Topics.TELEMETRY_FRAMES.name(),
                    0,
                    diverted ? 1 : 2,
                    "dd650-00-00",
                    RejectionReason.TOO_LATE,
                    "",
                    new byte[0],
                    at(1200));
            topics.send(Topics.TELEMETRY_REJECTED, late.key(), late);
        }
        topics.send(
                Topics.WEBHOOKS_UNDELIVERED, "m-1", new DeliveryFailure("m-1", "on-call", "{}", 6, "503", at(1300)));
        topics.send(Topics.WEBHOOKS_UNDELIVERED, "m-1", new DeliveryFailure("m-1", "on-call", "", 1, "", at(1400)));
    }

    private static ActionValue judgement(boolean needless) {
        return new ActionValue(
                needless ? "command-of-training-4" : "command-of-training-1",
                needless ? "training-4" : "training-1",
                needless ? "tenant-b" : "tenant-a",
                ActionKind.MIGRATE,
                needless ? MigrationReason.SAA_TRANSIT : MigrationReason.ECLIPSE_INGRESS,
                "i30-00-00",
                "i30-00-00:UMBRA",
                at(1800),
                at(3600),
                0.4,
                0.35,
                0.3,
                0,
                0,
                0.2,
                3.5,
                true,
                needless,
                needless ? -0.2 : 3.5,
                "",
                at(3660));
    }

    private static Instant at(long seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    private static NodeSpec spec(String node, String shell) {
        return new NodeSpec(
                node,
                "twin",
                "8 x 700 W",
                shell,
                0,
                8,
                141,
                75,
                700,
                2_000,
                14_000,
                9_000,
                0.3,
                12_000,
                100,
                60,
                "orbital",
                false,
                BEGIN);
    }

    private static TelemetryFrame frame(String shell, String node, int minute) {
        boolean dark = shell.equals("i30") && minute % 60 > 35;
        TelemetryFrame frame = new TelemetryFrame()
                .nodeId(node)
                .timeMillis(at(60L * minute).toEpochMilli())
                .sequence(minute)
                .mode(NodeMode.NOMINAL);
        for (Reading reading : Reading.values()) {
            frame.set(reading, 0.5 * (Math.max(reading.lowest(), -100) + Math.min(reading.highest(), 100)));
        }
        for (Counter counter : Counter.values()) {
            frame.set(counter, minute / 10);
        }
        return frame.set(Reading.SUN_SENSOR, dark ? 0 : 1)
                .set(Reading.SOLAR_POWER, dark ? 0 : 12_000)
                .set(Reading.BATTERY_CHARGE, dark ? 0.6 : 0.95)
                .set(Reading.LONGITUDE, minute % 360 - 180)
                .gpuTemperatureCelsius(new float[] {60, 61})
                .gpuPowerWatts(new float[] {600, 600})
                .gpuUtilisationRatio(new float[] {0.8f, 0.01f})
                .gpuCorrectedErrors(new long[] {minute / 10, 0})
                .gpuUncorrectedErrors(new long[] {0, 0});
    }

    private static HazardSchedule schedule(String node) {
        List<HazardWindow> windows = new ArrayList<>();
        for (HazardKind kind : List.of(HazardKind.PENUMBRA, HazardKind.SAA, HazardKind.UMBRA)) {
            Instant start = at(3900 + 60L * kind.name().length());
            windows.add(new HazardWindow(
                    node + ":" + kind, kind, start, start.plusSeconds(2040), 1, 1, 1, 120, kind + " of " + node));
        }
        return new HazardSchedule(node, 1, windows, at(10_800), BEGIN, BEGIN);
    }

    private static AlarmEvent alarm(String node, String rule, boolean critical, Instant time) {
        LimitLevel level = critical ? LimitLevel.CRITICAL : LimitLevel.WARNING;
        return new AlarmEvent(
                AlarmEvent.key(node, rule),
                node,
                rule,
                AlarmChange.RAISED,
                level,
                1,
                91.5,
                90,
                "Cel",
                "SUNLIT",
                "GPU hot: 91.5 Cel, limit 90 Cel, in the Sun",
                false,
                time);
    }

    private static List<CommandEntry> commands() {
        List<CommandEntry> entries = new ArrayList<>();
        CommandState[] life = {
            CommandState.PROPOSED,
            CommandState.ISSUED,
            CommandState.ACCEPTED,
            CommandState.CHECKPOINTED,
            CommandState.TRANSFERRED,
            CommandState.RESTORED,
            CommandState.COMPLETED
        };
        for (int i = 0; i < life.length; i++) {
            entries.add(entry("training-1", life[i], at(300 + 20L * i)));
        }
        entries.add(entry("training-2", CommandState.TIMED_OUT, at(900)));
        entries.add(entry("training-3", CommandState.AWAITING_APPROVAL, at(960)));
        return entries;
    }

    private static CommandEntry entry(String workload, CommandState state, Instant time) {
        Proposal proposal = new Proposal(
                "command-of-" + workload,
                workload,
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                "i30-00-00",
                "dd650-00-00",
                1,
                1,
                "i30-00-00:UMBRA",
                at(1800),
                at(3600),
                at(300),
                at(1300),
                at(1750),
                60,
                450,
                40,
                0.2,
                3.5,
                List.of(),
                "Move it before the eclipse",
                at(290));
        double margin = state == CommandState.COMPLETED ? 1330 : Double.NaN;
        return new CommandEntry(proposal, state, "", List.of(new CommandStep(state, "", time)), margin, 1, time);
    }
}
