package space.penumbra.control.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.control.history.HistoryReader;
import space.penumbra.control.history.HistoryUnavailableException;
import space.penumbra.control.show.AlarmView;
import space.penumbra.control.show.CommandView;
import space.penumbra.control.show.Positions;
import space.penumbra.control.view.FleetView;
import space.penumbra.control.view.HazardDensity;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;

/** Nodes, their hazards and their history. */
final class NodesApi {

    private static final Comparator<NodeSpec> BY_ID = Comparator.comparing(NodeSpec::nodeId);

    private static final Duration FORESEEABLE = Duration.ofHours(24);

    private final FleetView view;
    private final HistoryReader history;

    NodesApi(FleetView view, HistoryReader history) {
        this.view = view;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/nodes", this::nodes),
                Route.get("/api/nodes/positions", this::positions),
                Route.get("/api/nodes/{id}", this::node),
                Route.get("/api/nodes/{id}/track", this::track),
                Route.get("/api/nodes/{id}/history", this::history),
                Route.get("/api/hazards", this::hazards),
                Route.get("/api/hazards/density", this::density),
                Route.get("/api/workloads", this::workloads));
    }

    private void nodes(Context context) {
        Optional<String> state = Query.text(context, "state").map(text -> text.toUpperCase(Locale.ROOT));
        Optional<LimitLevel> level = state.filter(text -> !text.equals("SILENT"))
                .map(text -> Query.constant("state", text, LimitLevel.class));
        Optional<String> shell = Query.text(context, "shell");
        Optional<String> part = Query.text(context, "q");
        List<NodeSpec> found = view.specs().stream()
                .filter(spec -> !spec.retired())
                .filter(spec -> shell.isEmpty() || shell.get().equals(spec.shell()))
                .filter(spec -> part.isEmpty() || spec.nodeId().contains(part.get()))
                .filter(spec -> level.isEmpty() || level(spec) == level.get())
                .filter(spec -> state.isEmpty() || level.isPresent() || silent(spec))
                .sorted(Comparator.comparing(this::level).reversed().thenComparing(BY_ID))
                .toList();
        Map<String, Integer> placed = new HashMap<>();
        view.workloads().forEach(workload -> placed.merge(workload.nodeId(), 1, Integer::sum));
        ApiServer.json(context, Query.page(context, found, 100, spec -> NodeView.of(view, spec, placed)));
    }

    private LimitLevel level(NodeSpec spec) {
        return view.status(spec.nodeId()).map(NodeStatus::level).orElse(LimitLevel.IN_LIMITS);
    }

    private boolean silent(NodeSpec spec) {
        return view.status(spec.nodeId()).filter(NodeStatus::silent).isPresent();
    }

    private void positions(Context context) {
        Optional<Instant> at = Query.instant(context, "at");
        ApiServer.json(
                context,
                at.isPresent()
                        ? Positions.foreseen(view, view.statuses(), near(at.get()))
                        : Positions.of(view, view.statuses()));
    }

    /** A time for which elements tell where a node is: not too far from now. */
    private Instant near(Instant time) {
        Duration away = Duration.between(view.time(), time);
        if (away.abs().compareTo(FORESEEABLE) > 0) {
            throw ApiError.badRequest("at " + time + " is more than 24 hours from the fleet's time " + view.time()
                    + ": choose one nearer");
        }
        return time;
    }

    private void track(Context context) {
        NodeSpec spec = known(context);
        String id = spec.nodeId();
        Duration period = view.orbits()
                .period(id)
                .orElseThrow(() -> ApiError.notFound("Node '" + id + "' has no orbital elements, and so no track"));
        Instant from = near(Query.instant(context, "from").orElse(view.time()));
        int minutes = Query.number(context, "minutes", (int) Math.ceil(period.toSeconds() / 60.0), 1, 24 * 60);
        int points = Query.number(context, "points", 180, 2, 2000);
        Duration length = Duration.ofMinutes(minutes);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("nodeId", id);
        answer.put("periodSeconds", period.toMillis() / 1000.0);
        answer.put("places", view.orbits().track(id, from, length, length.dividedBy(points - 1)));
        ApiServer.json(context, answer);
    }

    private NodeSpec known(Context context) {
        String id = context.pathParam("id");
        return view.spec(id).orElseThrow(() -> ApiError.notFound("No node '" + id + "' is known"));
    }

    private void node(Context context) {
        NodeSpec spec = known(context);
        String id = spec.nodeId();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("spec", spec);
        answer.put("status", view.status(id).orElse(null));
        answer.put("wear", view.wear(id).orElse(null));
        answer.put("hazards", view.hazards(id));
        answer.put(
                "alarms",
                view.alarms().stream()
                        .filter(entry -> entry.event().nodeId().equals(id))
                        .map(entry -> AlarmView.of(view, entry))
                        .toList());
        answer.put(
                "workloads",
                view.workloads().stream()
                        .filter(workload -> workload.nodeId().equals(id))
                        // What is over stays known for a while, after all that still wants a place.
                        .sorted(Comparator.comparing((Workload workload) -> workload.state() == WorkloadState.FINISHED)
                                .thenComparing(Workload::workloadId))
                        .toList());
        answer.put(
                "commands",
                view.commandsNewestFirst().stream()
                        .filter(entry -> entry.proposal().sourceNodeId().equals(id)
                                || entry.proposal().targetNodeId().equals(id))
                        .limit(100)
                        .map(CommandView::of)
                        .toList());
        ApiServer.json(context, answer);
    }

    private void history(Context context) {
        NodeSpec spec = known(context);
        List<String> fields = Query.text(context, "field").stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .distinct()
                .toList();
        Instant to = Query.instant(context, "to").orElse(view.time());
        Instant from = Query.instant(context, "from").orElse(to.minus(Duration.ofHours(3)));
        if (fields.isEmpty()) {
            throw ApiError.badRequest("field is missing: name readings such as batteryChargeRatio, comma separated");
        }
        fields.stream().filter(field -> !HistoryReader.known(field)).findFirst().ifPresent(field -> {
            throw ApiError.badRequest("'" + field + "' in field is no reading that has a history");
        });
        if (!from.isBefore(to)) {
            throw ApiError.badRequest("from " + from + " is not before to " + to);
        }
        int points = Query.number(context, "points", 300, 2, 2000);
        try {
            ApiServer.json(context, history.read(spec.nodeId(), fields, from, to, points));
        } catch (HistoryUnavailableException e) {
            throw ApiError.unavailable(e.getMessage());
        }
    }

    private void hazards(Context context) {
        Instant from = Query.instant(context, "from").orElse(view.time());
        Instant to = Query.instant(context, "to").orElse(Instant.MAX);
        Optional<HazardKind> kind = Query.constant(context, "kind", HazardKind.class);
        Set<String> nodes = Query.names(context, "node");
        List<HazardView> found = new ArrayList<>();
        view.schedules().stream()
                .filter(schedule -> nodes.isEmpty() || nodes.contains(schedule.nodeId()))
                .forEach(schedule -> schedule.windows().stream()
                        .filter(window -> kind.isEmpty() || kind.get() == window.kind())
                        .filter(window ->
                                window.end().isAfter(from) && window.start().isBefore(to))
                        .forEach(window -> found.add(new HazardView(schedule.nodeId(), window))));
        found.sort(Comparator.comparing((HazardView hazard) -> hazard.window().start())
                .thenComparing(HazardView::nodeId));
        ApiServer.json(context, Query.page(context, found, 500, hazard -> hazard));
    }

    private void density(Context context) {
        Instant from = Query.instant(context, "from").orElse(view.time());
        Instant to = Query.instant(context, "to").orElse(from.plus(Duration.ofHours(3)));
        int buckets = Query.number(context, "buckets", 180, 1, 2000);
        if (!from.isBefore(to)) {
            throw ApiError.badRequest("from " + from + " is not before to " + to);
        }
        ApiServer.json(context, HazardDensity.of(view.schedules(), from, to, buckets));
    }

    /** A window with its node. */
    private record HazardView(String nodeId, @JsonUnwrapped HazardWindow window) {}

    private void workloads(Context context) {
        Optional<String> node = Query.text(context, "node");
        List<Workload> found = view.workloads().stream()
                .filter(workload -> node.isEmpty() || node.get().equals(workload.nodeId()))
                // What is over stays known for a while, after all that still wants a place.
                .sorted(Comparator.comparing((Workload workload) -> workload.state() == WorkloadState.FINISHED)
                        .thenComparing(Workload::workloadId))
                .toList();
        ApiServer.json(context, Query.page(context, found, 100, workload -> workload));
    }
}
