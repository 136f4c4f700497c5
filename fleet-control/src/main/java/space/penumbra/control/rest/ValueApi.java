package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.control.show.CommandView;
import space.penumbra.control.view.FleetView;
import space.penumbra.control.view.ValueSums;

/** Why things are done or not, and what they were worth. */
final class ValueApi {

    private final FleetView view;

    ValueApi(FleetView view) {
        this.view = view;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/workloads/{id}/explanation", this::explanation), Route.get("/api/value", this::value));
    }

    /** The workload, what the newest plan chose for it and why, its live commands, and what ended ones were worth. */
    private void explanation(Context context) {
        String id = context.pathParam("id");
        if (view.workload(id).isEmpty() && view.choice(id).isEmpty()) {
            throw ApiError.notFound("No workload '" + id + "' is known");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("workload", view.workload(id).orElse(null));
        answer.put("choice", view.choice(id).orElse(null));
        answer.put(
                "said",
                view.choice(id)
                        .map(choice -> choice.explanation())
                        .orElse("No hazard threatens it within the look-ahead: nothing had to be chosen."));
        answer.put(
                "commands",
                view.commandsNewestFirst().stream()
                        .filter(entry -> entry.proposal().workloadId().equals(id))
                        .limit(20)
                        .map(CommandView::of)
                        .toList());
        ApiServer.json(context, answer);
    }

    private void value(Context context) {
        List<ValueSums.Day> days = view.valueByDay();
        ApiServer.json(
                context,
                Map.of(
                        "days",
                        days.stream()
                                .limit(Query.number(context, "days", 31, 1, 3660))
                                .map(ValueApi::shown)
                                .toList(),
                        "savedGpuHours",
                        days.stream().mapToDouble(ValueSums.Day::savedGpuHours).sum(),
                        "actions",
                        days.stream().mapToInt(ValueSums.Day::actions).sum(),
                        "needless",
                        days.stream().mapToInt(ValueSums.Day::needless).sum()));
    }

    private static Map<String, Object> shown(ValueSums.Day day) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("day", day.day().toString());
        shown.put("actions", day.actions());
        shown.put("moves", day.moves());
        shown.put("needless", day.needless());
        shown.put("needlessMoves", day.needlessMoves());
        shown.put("savedGpuHours", day.savedGpuHours());
        shown.put("costGpuHours", day.costGpuHours());
        shown.put("depthAvoided", day.depthAvoided());
        return shown;
    }
}
