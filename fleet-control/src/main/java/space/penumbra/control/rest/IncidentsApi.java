package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.control.show.IncidentView;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.Incident;
import space.penumbra.domain.alarm.IncidentAction;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

/** Incidents: what people do with all alarms of one cause at once is one action and one line of the audit. */
final class IncidentsApi {

    private final FleetView view;
    private final Operators operators;

    IncidentsApi(FleetView view, Operators operators) {
        this.view = view;
        this.operators = operators;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/incidents", this::incidents),
                Route.get("/api/incidents/{id}", this::incident),
                Route.post("/api/incidents/{id}/acknowledge", this::acknowledge),
                Route.post(
                        "/api/incidents/{id}/shelve",
                        context -> operate(
                                context,
                                OperatorVerb.SHELVE,
                                body -> Map.of(
                                        "until", Shelf.until(body, view.time()).toString()))),
                Route.post(
                        "/api/incidents/{id}/own",
                        context -> operate(context, OperatorVerb.OWN, body -> Map.of("owner", Operators.owner(body)))),
                Route.post(
                        "/api/incidents/{id}/note", context -> operate(context, OperatorVerb.NOTE, body -> Map.of())));
    }

    private void incidents(Context context) {
        String state = Query.text(context, "state").orElse("open");
        if (!state.equalsIgnoreCase("open") && !state.equalsIgnoreCase("all")) {
            throw ApiError.badRequest("'" + state + "' in state is none of [open, all]");
        }
        List<Incident> found = state.equalsIgnoreCase("all")
                ? view.incidents().all()
                : view.incidents().open();
        ApiServer.json(context, Query.page(context, found, 100, IncidentView::of));
    }

    private Incident known(Context context) {
        String id = context.pathParam("id");
        return view.incidents()
                .find(id)
                .orElseThrow(() -> ApiError.notFound(
                        "No incident '" + id + "' is known: it may have joined another, read /api/incidents again"));
    }

    private void incident(Context context) {
        Incident incident = known(context);
        ApiServer.json(
                context,
                Map.of("incident", IncidentView.of(incident), "actions", view.actionsOn(incident.incidentId())));
    }

    private void acknowledge(Context context) {
        Incident incident = known(context);
        if (incident.isOpen() && incident.unacknowledged() == 0) {
            throw ApiError.conflict("Every alarm of this incident is acknowledged");
        }
        operate(context, OperatorVerb.ACKNOWLEDGE, body -> Map.of());
    }

    /** What a verb needs beside who, why and the members. */
    private interface Extra {
        Map<String, String> of(JsonNode body);
    }

    private void operate(Context context, OperatorVerb verb, Extra extra) {
        Incident incident = known(context);
        if (!incident.isOpen()) {
            throw ApiError.conflict("The incident is over: none of its alarms is on the desk");
        }
        ApiServer.mutate(context, operators, body -> take(verb, incident, body, extra.of(body)));
    }

    private OperatorAction take(OperatorVerb verb, Incident incident, JsonNode body, Map<String, String> extra) {
        String seen = Operators.text(body, "seen");
        Instant looked = seen.isEmpty() ? view.time() : Query.instant("seen", seen);
        Map<String, String> parameters = new HashMap<>(IncidentAction.parameters(incident, looked));
        parameters.putAll(extra);
        return operators.take(verb, incident.incidentId(), body, parameters);
    }
}
