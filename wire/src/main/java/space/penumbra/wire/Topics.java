package space.penumbra.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.alarm.EndpointReport;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.elements.MeanElements;

/** The typed catalogue of topics: the one source for code, deployment files, tests and {@code penumbra topics}. */
public final class Topics {

    private static final Duration DAY = Duration.ofDays(1);

    public static final Topic<TelemetryFrame> TELEMETRY_FRAMES = new Topic<>(
            "telemetry.frames",
            "node id",
            "every reading of a node at one instant",
            FrameCodec.INSTANCE,
            8,
            Cleanup.DELETE,
            DAY.multipliedBy(7));
    public static final Topic<RejectedRecord> TELEMETRY_REJECTED = delete(
            "telemetry.rejected",
            "node id or none",
            "records that could not be used, with the reason",
            RejectedRecord.class,
            4,
            30);
    public static final Topic<MeanElements> ORBIT_ELEMENTS =
            compact("orbit.elements", "node id", "latest mean elements of a node", MeanElements.class, 4);
    public static final Topic<SpaceWeather> SPACE_WEATHER =
            delete("space.weather", "feed", "proton flux, Kp and alerts", SpaceWeather.class, 1, 90);
    public static final Topic<NodeSpec> FLEET_NODES =
            compact("fleet.nodes", "node id", "what a node is", NodeSpec.class, 4);
    public static final Topic<FleetClock> FLEET_CLOCK =
            compact("fleet.clock", "fleet", "how event time follows the wall clock", FleetClock.class, 1);
    public static final Topic<Workload> FLEET_WORKLOADS =
            compact("fleet.workloads", "workload id", "a workload and its placement", Workload.class, 4);
    public static final Topic<NodeStatus> FLEET_STATUS =
            compact("fleet.status", "node id", "health of a node", NodeStatus.class, 4);
    public static final Topic<NodeWear> FLEET_HEALTH =
            compact("fleet.health", "node id", "wear of a node, where it leads and what follows", NodeWear.class, 4);
    public static final Topic<HazardSchedule> HAZARDS_WINDOWS =
            compact("hazards.windows", "node id", "all hazard windows of a node", HazardSchedule.class, 4);
    public static final Topic<AlarmEvent> ALARMS_EVENTS = new Topic<>(
            "alarms.events",
            "alarm key",
            "changes of alarm conditions",
            new RecordCodec<>(AlarmEvent.class),
            4,
            Cleanup.COMPACT_DELETE,
            DAY.multipliedBy(90));
    public static final Topic<AlarmDeskEntry> ALARMS_DESK =
            compact("alarms.desk", "alarm key", "alarms as people see them", AlarmDeskEntry.class, 4);
    public static final Topic<LimitRule> RULES_DEFINITIONS =
            compact("rules.definitions", "rule id", "limits, changed live", LimitRule.class, 1);
    public static final Topic<RuleVersion> RULES_VERSIONS = compact(
            "rules.versions",
            "rule id and version, joined by @",
            "every version of every rule that was ever written, with its state: draft, shadow, live, retired",
            RuleVersion.class,
            1);
    public static final Topic<ShadowCount> RULES_SHADOW = delete(
            "rules.shadow",
            "rule id and version, joined by @",
            "alarms that rules in shadow would have given, counted by the minute; alarms nobody",
            ShadowCount.class,
            1,
            30);
    public static final Topic<Proposal> MIGRATIONS_PROPOSALS =
            delete("migrations.proposals", "workload id", "what the planner wants and why", Proposal.class, 4, 30);
    public static final Topic<WorkloadChoice> MIGRATIONS_CHOICES = compact(
            "migrations.choices",
            "workload id",
            "what the newest plan chose for a workload, acted upon or not, and why",
            WorkloadChoice.class,
            4);
    public static final Topic<OperatorAction> OPERATOR_ACTIONS =
            delete("operator.actions", "subject", "what people did: the audit trail", OperatorAction.class, 4, 3650);
    public static final Topic<Command> COMMANDS_ISSUED =
            delete("commands.issued", "workload id", "what executors must do", Command.class, 4, 30);
    public static final Topic<CommandEvent> COMMANDS_EVENTS =
            delete("commands.events", "workload id", "the stages that executors report", CommandEvent.class, 4, 30);
    public static final Topic<CommandEntry> COMMANDS_LEDGER =
            compact("commands.ledger", "command id", "the life of each command", CommandEntry.class, 4);
    public static final Topic<ActionValue> MIGRATIONS_VALUE =
            compact("migrations.value", "command id", "what each action was worth afterwards", ActionValue.class, 4);
    public static final Topic<DeliveryFailure> WEBHOOKS_UNDELIVERED = delete(
            "webhooks.undelivered",
            "message id",
            "webhook messages that no attempt delivered",
            DeliveryFailure.class,
            1,
            90);
    public static final Topic<EndpointReport> WEBHOOKS_ENDPOINTS = compact(
            "webhooks.endpoints", "endpoint", "how the way to each webhook endpoint is", EndpointReport.class, 1);
    public static final Topic<FaultLabel> TWIN_LABELS = delete(
            "twin.labels",
            "label id",
            "the truth about a simulated fleet's faults, for scoring; nothing that decides reads it",
            FaultLabel.class,
            1,
            90);

    private static final List<Topic<?>> ALL = List.of(
            TELEMETRY_FRAMES,
            TELEMETRY_REJECTED,
            ORBIT_ELEMENTS,
            SPACE_WEATHER,
            FLEET_NODES,
            FLEET_CLOCK,
            FLEET_WORKLOADS,
            FLEET_STATUS,
            FLEET_HEALTH,
            HAZARDS_WINDOWS,
            ALARMS_EVENTS,
            ALARMS_DESK,
            RULES_DEFINITIONS,
            RULES_VERSIONS,
            RULES_SHADOW,
            MIGRATIONS_PROPOSALS,
            MIGRATIONS_CHOICES,
            OPERATOR_ACTIONS,
            COMMANDS_ISSUED,
            COMMANDS_EVENTS,
            COMMANDS_LEDGER,
            MIGRATIONS_VALUE,
            WEBHOOKS_UNDELIVERED,
            WEBHOOKS_ENDPOINTS,
            TWIN_LABELS);

    private Topics() {}

    /** Every topic, in the order of the data's way. */
    public static List<Topic<?>> all() {
        return ALL;
    }

    /** The topic of this name, if the catalogue has it. */
    public static Optional<Topic<?>> named(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    private static <T extends Record> Topic<T> compact(
            String name, String key, String about, Class<T> type, int partitions) {
        return new Topic<>(name, key, about, new RecordCodec<>(type), partitions, Cleanup.COMPACT, Duration.ZERO);
    }

    private static <T extends Record> Topic<T> delete(
            String name, String key, String about, Class<T> type, int partitions, int days) {
        return new Topic<>(
                name, key, about, new RecordCodec<>(type), partitions, Cleanup.DELETE, DAY.multipliedBy(days));
    }
}
