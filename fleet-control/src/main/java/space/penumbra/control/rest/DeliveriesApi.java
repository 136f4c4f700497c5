package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.operator.OperatorVerb;

/**
 * How the endpoints of the webhooks are, and messages that no attempt delivered: listed, and sent again through the operators' topic,
 * which the webhooks read.
 */
final class DeliveriesApi {

    private final FleetView view;
    private final Operators operators;

    DeliveriesApi(FleetView view, Operators operators) {
        this.view = view;
        this.operators = operators;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/webhooks/endpoints",
                        context -> ApiServer.json(context, Map.of("items", view.endpoints()))),
                Route.get(
                        "/api/webhooks/undelivered",
                        context -> ApiServer.json(context, Map.of("items", view.undeliveredOldestFirst()))),
                Route.post("/api/webhooks/undelivered/{id}/send-again", this::sendAgain));
    }

    private void sendAgain(Context context) {
        String id = context.pathParam("id");
        ApiServer.mutate(context, operators, body -> {
            String endpoint = Operators.text(body, "endpoint");
            DeliveryFailure letter = view.undelivered(id, endpoint)
                    .orElseThrow(() -> ApiError.notFound(
                            "No message '" + id + "' for endpoint '" + endpoint + "' waits to be sent again"));
            return operators.take(
                    OperatorVerb.SEND_AGAIN, letter.messageId(), body, Map.of("endpoint", letter.endpoint()));
        });
    }
}
