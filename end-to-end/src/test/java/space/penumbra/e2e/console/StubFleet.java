package space.penumbra.e2e.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.alarm.EndpointReport;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Alternative;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.CommandStep;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;

/** Canned answers about a fleet, made of the domain's own records so that their names are those of the interface. */
final class StubFleet {

    /** Event time of everything: the June solstice of 2026, when the Sun stands over the Tropic of Cancer. */
    static final Instant NOW = Instant.parse("2026-06-21T12:00:00Z");

    private StubFleet() {}

    static String nodeId(int i) {
        return "dd650-%02d-%02d".formatted(i / 50, i % 50);
    }

    /** Columns of {@code count} nodes on a spiral from south to north; every fifth in umbra, all within limits. */
    static Map<String, Object> positions(int count) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("time", NOW);
        columns.put("ids", IntStream.range(0, count).mapToObj(StubFleet::nodeId).toList());
        columns.put("lat", new ArrayList<>(doubles(count, i -> -70 + 140.0 * i / count)));
        columns.put("lon", new ArrayList<>(doubles(count, i -> -170 + (i * 37.0) % 340)));
        columns.put("level", names(count, i -> LimitLevel.IN_LIMITS.name()));
        columns.put(
                "illumination", names(count, i -> i % 5 == 0 ? Illumination.UMBRA.name() : Illumination.SUNLIT.name()));
        columns.put(
                "silent",
                new ArrayList<>(IntStream.range(0, count).mapToObj(i -> false).toList()));
        return columns;
    }

    private static List<Double> doubles(int count, java.util.function.IntToDoubleFunction value) {
        return DoubleStream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> value.applyAsDouble((int) i))
                .boxed()
                .toList();
    }

    private static List<String> names(int count, java.util.function.IntFunction<String> value) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(value).toList());
    }

    static Map<String, Object> summary(int nodes, boolean safe, List<String> reasons) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("time", NOW);
        summary.put("speed", 1);
        summary.put("nodes", nodes);
        summary.put("silent", 0);
        summary.put("byLevel", Map.of("IN_LIMITS", nodes));
        summary.put("byIllumination", Map.of("SUNLIT", nodes - nodes / 5, "UMBRA", nodes / 5));
        summary.put("gpus", nodes * 8);
        summary.put("workloads", nodes * 2);
        summary.put("workloadsRunning", nodes * 2);
        summary.put("hold", Map.of("on", false, "by", "", "reason", ""));
        summary.put("alarms", Map.of("active", 1, "unacknowledged", 1));
        summary.put("commands", Map.of("completedTotal", 10, "issuedTotal", 12, "lastHour", 4));
        summary.put("nextHour", Map.of("umbraEntries", 30, "saaEntries", 12, "nodesAtRisk", 4, "uncovered", 1));
        summary.put("savedGpuHours", 12.5);
        summary.put("safeForNextOrbit", Map.of("safe", safe, "reasons", reasons));
        return summary;
    }

    /** An alarm as the desk shows it. */
    static ObjectNode alarm(String nodeId, String ruleId, LimitLevel level, String state, String message) {
        AlarmEvent event = new AlarmEvent(
                AlarmEvent.key(nodeId, ruleId),
                nodeId,
                ruleId,
                AlarmChange.RAISED,
                level,
                1,
                84.2,
                80,
                "Cel",
                "SUNLIT",
                message,
                false,
                NOW.minusSeconds(300));
        ObjectNode view = (ObjectNode) StubJson.tree(event);
        view.put("state", state);
        view.put("acknowledgedBy", state.equals("ACKNOWLEDGED") ? "mia" : "");
        view.put("raisedAt", NOW.minusSeconds(300).toString());
        view.put("note", "");
        return view;
    }

    static final String INCIDENT = "INC:battery@" + NOW.minusSeconds(300);

    /** Alarms of one incident, one on each of so many nodes from the twentieth on. */
    static Stream<ObjectNode> storm(int nodes) {
        return IntStream.range(0, nodes).mapToObj(i -> {
            ObjectNode alarm =
                    alarm(nodeId(20 + i), "battery", LimitLevel.WATCH, "ACTIVE", "Battery at " + (58 - i % 40) + " %");
            return alarm.put("incidentId", INCIDENT);
        });
    }

    /** The incident of {@link #storm}, as the desk shows it; ten of its alarms are acknowledged if it has more. */
    static ObjectNode incident(int nodes) {
        ObjectNode incident = (ObjectNode) StubJson.tree(Map.of("incidentId", INCIDENT, "ruleId", "battery"));
        incident.put("scope", "FLEET").put("place", "").putNull("hazard");
        incident.put("firstRaised", NOW.minusSeconds(300).toString())
                .put("lastRaised", NOW.minusSeconds(200).toString());
        incident.put("level", "WATCH").put("worst", "WATCH");
        incident.put("nodes", nodes).put("alarms", nodes).put("open", nodes);
        incident.put("unacknowledged", nodes > 10 ? nodes - 10 : nodes);
        return incident.put("example", "Battery at 18 %")
                .put("changed", NOW.minusSeconds(20).toString());
    }

    static HazardWindow window(String nodeId, HazardKind kind, int startMinutes, int minutes) {
        Instant start = NOW.plus(Duration.ofMinutes(startMinutes));
        return new HazardWindow(
                nodeId + ":" + kind + ":1", kind, start, start.plus(Duration.ofMinutes(minutes)), 2, 2, 1, 0, "");
    }

    static JsonNode windowOf(String nodeId, HazardKind kind, int startMinutes, int minutes) {
        ObjectNode view = (ObjectNode) StubJson.tree(window(nodeId, kind, startMinutes, minutes));
        view.put("nodeId", nodeId);
        return view;
    }

    /** A migration from node 3 to node 8 ahead of an umbra in 20 minutes, in this state. */
    static CommandEntry command(String id, CommandState state, CommandState... passed) {
        Instant deadline = NOW.plus(Duration.ofMinutes(20));
        Proposal proposal = new Proposal(
                id,
                "train-aurora-01",
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                nodeId(3),
                nodeId(8),
                1,
                4,
                nodeId(3) + ":UMBRA:1",
                deadline,
                deadline.plus(Duration.ofMinutes(35)),
                deadline.minusSeconds(400),
                deadline.minusSeconds(95),
                deadline,
                92,
                214,
                640,
                0.2,
                4.62,
                List.of(new Alternative(ActionKind.POWER_CAP, "", 1.34, "Battery would fall below its floor")),
                "Umbra would drain the battery; the target stays in sunlight",
                NOW.minusSeconds(60));
        List<CommandStep> steps = new ArrayList<>();
        for (CommandState step : passed) {
            steps.add(new CommandStep(step, "as planned", NOW.minusSeconds(60 - 10L * steps.size())));
        }
        steps.add(new CommandStep(state, "as planned", NOW));
        return new CommandEntry(proposal, state, "", steps, Double.NaN, 1, NOW);
    }

    static Map<String, Object> items(Object... items) {
        return Map.of("items", List.of(items), "total", items.length);
    }

    static NodeStatus status(String nodeId) {
        return new NodeStatus(
                nodeId,
                LimitLevel.WARNING,
                false,
                Illumination.SUNLIT,
                12.3,
                -45.6,
                651.2,
                0.93,
                41_000,
                30_500,
                9_000,
                0.81,
                84.2,
                38,
                12,
                0,
                0.4,
                1,
                "",
                4_211,
                NOW);
    }

    static Map<String, Object> node(String nodeId) {
        NodeSpec spec = new NodeSpec(
                nodeId, "twin", "8x GPU", "dd650", 0, 8, 80, 70, 700, 1_000, 41_000, 24_000, 0.3, 35_000, 100, 10,
                "orbital", false, NOW);
        return Map.of(
                "spec", spec,
                "status", status(nodeId),
                "hazards", List.of(window(nodeId, HazardKind.UMBRA, 20, 35)),
                "alarms", List.of(),
                "workloads", List.of(),
                "commands", List.of());
    }

    /** Three hours of battery charge and GPU temperature, a point a minute. */
    static Map<String, Object> history() {
        long from = NOW.minus(Duration.ofHours(3)).toEpochMilli();
        List<Long> times =
                LongStream.range(0, 180).map(i -> from + i * 60_000).boxed().toList();
        return Map.of(
                "fields", List.of("batteryChargeRatio", "gpuTemperatureMaxCelsius"),
                "times", times,
                "series",
                        Map.of(
                                "batteryChargeRatio", doubles(180, i -> 0.8 + 0.1 * Math.sin(i / 20.0)),
                                "gpuTemperatureMaxCelsius", doubles(180, i -> 70 + 5 * Math.sin(i / 9.0))));
    }

    /** A rule with a warning above 76 degrees, just over the temperatures of {@link #history}. */
    static LimitRule temperatureRule() {
        return new LimitRule(
                "gpu-temperature",
                "orbital",
                "gpuTemperatureMaxCelsius",
                true,
                LimitContext.ANY,
                Double.NaN,
                76,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                2,
                3,
                true,
                1,
                "Look at the pump",
                NOW);
    }

    /** Three endpoints: one that works, one that is left alone, one that nobody has heard of for hours. */
    static Map<String, Object> endpoints() {
        Instant wall = Instant.now();
        return items(
                new EndpointReport("pager", "event", "alarms from CRITICAL on", "CLOSED", 0, "", wall),
                new EndpointReport("ticketing", "event", "alarms from WARNING on", "OPEN", 4, "answered 503", wall),
                new EndpointReport("wall", "slack", "commands", "CLOSED", 0, "", wall.minus(Duration.ofHours(3))));
    }

    static DeliveryFailure letter(String id, String endpoint, String error) {
        String body = "{\"type\":\"penumbra.alarm.raised\",\"data\":{\"message\":\"GPU hot at dd650-00-03\"}}";
        return new DeliveryFailure(id, endpoint, body, 6, error, NOW.minusSeconds(600));
    }

    /** Three days, newest first; the oldest lost. */
    static Map<String, Object> value() {
        return Map.of(
                "days",
                List.of(
                        day("2026-06-21", 10, 6, 1, 0, 12.5, 2, 1.75),
                        day("2026-06-20", 8, 5, 0, 0, 4, 1, 0.5),
                        day("2026-06-19", 2, 1, 2, 1, -1.5, 1.5, 0)),
                "savedGpuHours",
                15,
                "actions",
                20,
                "needless",
                3);
    }

    private static Map<String, Object> day(
            String day,
            int actions,
            int moves,
            int needless,
            int needlessMoves,
            double saved,
            double cost,
            double depth) {
        return Map.of(
                "day", day,
                "actions", actions,
                "moves", moves,
                "needless", needless,
                "needlessMoves", needlessMoves,
                "savedGpuHours", saved,
                "costGpuHours", cost,
                "depthAvoided", depth);
    }

    /** A workload that rides an eclipse out. */
    static Map<String, Object> explanation() {
        WorkloadChoice choice = new WorkloadChoice(
                "train-1",
                nodeId(3),
                ActionKind.RIDE,
                "",
                nodeId(3) + ":UMBRA:1",
                NOW.plusSeconds(1200),
                NOW.plusSeconds(3300),
                0,
                List.of(new Alternative(ActionKind.MIGRATE, nodeId(8), 0.4, "Costs more than it saves")),
                "The battery lasts the eclipse with 9 % to spare.",
                List.of("With 9 % less charge it would be moved"),
                4,
                NOW.minusSeconds(30));
        Map<String, Object> workload = Map.of(
                "workloadId",
                "train-1",
                "tenant",
                "tenant-a",
                "kind",
                "TRAINING",
                "state",
                "RUNNING",
                "nodeId",
                nodeId(3),
                "gpus",
                8,
                "powerWatts",
                5600,
                "stateGigabytes",
                640,
                "priority",
                1.0);
        return Map.of(
                "workload",
                workload,
                "choice",
                choice,
                "said",
                choice.explanation(),
                "commands",
                List.of(command("c-1", CommandState.COMPLETED, CommandState.PROPOSED)));
    }

    /** A storm in the field since nine minutes ago, and quiet protons. */
    static Map<String, Object> weather() {
        return items(
                Map.of(
                        "feed",
                        "kp",
                        "value",
                        6.3,
                        "scale",
                        2,
                        "letter",
                        "G",
                        "message",
                        "",
                        "time",
                        NOW.minusSeconds(60),
                        "history",
                        List.of(
                                Map.of("time", NOW.minusSeconds(7200), "scale", 0),
                                Map.of("time", NOW.minusSeconds(540), "scale", 2))),
                Map.of(
                        "feed",
                        "proton-flux-10MeV",
                        "value",
                        0.4,
                        "scale",
                        0,
                        "letter",
                        "S",
                        "message",
                        "",
                        "time",
                        NOW.minusSeconds(60),
                        "history",
                        List.of(Map.of("time", NOW.minusSeconds(7200), "scale", 0))));
    }

    /** Counts of nodes by bucket: a wave of umbra, and a pass through the anomaly by four nodes. */
    static Map<String, Object> density() {
        return Map.of(
                "from",
                NOW,
                "to",
                NOW.plus(Duration.ofHours(3)),
                "bucketSeconds",
                600,
                "foreseenUntil",
                NOW.plus(Duration.ofMinutes(150)),
                "kinds",
                Map.of(
                        "UMBRA",
                                IntStream.range(0, 18).mapToObj(i -> 20 + i % 6).toList(),
                        "SAA",
                                IntStream.range(0, 18)
                                        .mapToObj(i -> i == 7 ? 4 : 0)
                                        .toList()));
    }
}
