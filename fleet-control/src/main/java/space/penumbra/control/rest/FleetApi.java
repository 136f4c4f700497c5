package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import space.penumbra.control.view.FleetView;
import space.penumbra.control.view.Summaries;
import space.penumbra.domain.operator.OperatorVerb;

/** The fleet as a whole: summary, HOLD, audit, health of this application. */
final class FleetApi {

    private final FleetView view;
    private final Operators operators;
    private final Supplier<List<Component>> components;

    FleetApi(FleetView view, Operators operators, Supplier<List<Component>> components) {
        this.view = view;
        this.operators = operators;
        this.components = components;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/fleet/summary", context -> ApiServer.json(context, Summaries.of(view))),
                Route.get("/api/audit", this::audit),
                Route.post("/api/hold", context -> operate(context, OperatorVerb.HOLD)),
                Route.post("/api/release", context -> operate(context, OperatorVerb.RELEASE)),
                Route.get("/api/health", this::health));
    }

    private void audit(Context context) {
        ApiServer.json(context, Query.page(context, view.auditNewestFirst(), 100, action -> action));
    }

    private void operate(Context context, OperatorVerb verb) {
        ApiServer.mutate(context, operators, body -> {
            boolean held = view.hold().isPresent();
            if (held == (verb == OperatorVerb.HOLD)) {
                throw ApiError.conflict(held ? "HOLD is on already" : "HOLD is not on: there is nothing to release");
            }
            return operators.take(verb, "fleet", body, Map.of());
        });
    }

    private void health(Context context) {
        List<Component> all = components.get();
        boolean up = all.stream().allMatch(component -> component.up() || !component.required());
        context.status(up ? 200 : 503);
        ApiServer.json(context, Map.of("status", up ? "UP" : "DOWN", "components", all));
    }
}
