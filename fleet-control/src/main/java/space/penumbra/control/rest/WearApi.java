package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearAdvice;

/** The ledger of what is left of the hardware. */
final class WearApi {

    /** What somebody must act upon first: the gravest advice, then the nearest end. */
    private static final Comparator<NodeWear> MOST_WORN = Comparator.comparing(NodeWear::advice)
            .reversed()
            .thenComparing(NodeWear::remainingDaysLow)
            .thenComparing(NodeWear::nodeId);

    private final FleetView view;

    WearApi(FleetView view) {
        this.view = view;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/wear", this::wear));
    }

    private void wear(Context context) {
        Optional<WearAdvice> advice = Query.constant(context, "advice", WearAdvice.class);
        List<NodeWear> found = view.wear().stream()
                .filter(wear -> advice.isEmpty() || wear.advice() == advice.get())
                .filter(wear ->
                        view.spec(wear.nodeId()).filter(spec -> spec.retired()).isEmpty())
                .sorted(MOST_WORN)
                .toList();
        ApiServer.json(context, Query.page(context, found, 100, wear -> wear));
    }
}
