package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.hazard.Maintenance;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

/** Maintenance that people plan; the forecasts make a hazard window of it for each node that it concerns. */
final class MaintenanceApi {

    private final FleetView view;
    private final Operators operators;

    MaintenanceApi(FleetView view, Operators operators) {
        this.view = view;
        this.operators = operators;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/maintenance", context -> ApiServer.json(context, Map.of("items", plans()))),
                Route.post("/api/maintenance", this::plan),
                Route.post("/api/maintenance/{id}/cancel", this::cancel));
    }

    /** Plans that are neither over nor called off, the newest first. */
    private List<Maintenance> plans() {
        Map<String, Maintenance> newest = new LinkedHashMap<>();
        for (OperatorAction action : view.auditNewestFirst()) {
            Maintenance.of(action)
                    .ifPresent(plan -> newest.merge(plan.maintenanceId(), plan, MaintenanceApi::standing));
        }
        return newest.values().stream()
                .filter(plan -> !plan.calledOff() && plan.end().isAfter(view.time()))
                .toList();
    }

    private static Maintenance standing(Maintenance one, Maintenance other) {
        return one.calledOff() ? one : other;
    }

    private void plan(Context context) {
        ApiServer.mutate(context, operators, body -> {
            String subject = subject(body);
            Instant start = Query.instant("start", Operators.text(body, "start"));
            Instant end = Query.instant("end", Operators.text(body, "end"));
            if (!end.isAfter(start) || !end.isAfter(view.time())) {
                throw ApiError.badRequest(
                        "end " + end + " must be after start " + start + " and after the fleet's time " + view.time());
            }
            return operators.take(
                    OperatorVerb.PLAN_MAINTENANCE,
                    subject,
                    body,
                    Map.of("start", start.toString(), "end", end.toString()));
        });
    }

    private String subject(JsonNode body) {
        String subject = Operators.text(body, "subject");
        boolean known = view.specs().stream().anyMatch(spec -> Maintenance.names(subject, spec));
        if (!known) {
            throw ApiError.badRequest(
                    "'" + subject + "' in subject is no node: give a node's id, plane:<shell>/<number>" + " or fleet");
        }
        return subject;
    }

    private void cancel(Context context) {
        String id = context.pathParam("id");
        ApiServer.mutate(context, operators, body -> {
            Maintenance plan = plans().stream()
                    .filter(each -> each.maintenanceId().equals(id))
                    .findFirst()
                    .orElseThrow(() -> ApiError.notFound("No maintenance '" + id + "' is planned"));
            return operators.take(OperatorVerb.CANCEL_MAINTENANCE, plan.subject(), body, Map.of("maintenance", id));
        });
    }
}
