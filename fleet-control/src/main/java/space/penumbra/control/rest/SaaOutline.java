package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import space.penumbra.control.show.Json;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.orbit.radiation.SaaMap;

/** The outline of the South Atlantic Anomaly for the map, at the mean height of the fleet. Thread-safe. */
final class SaaOutline {

    private static final double USUAL_KILOMETRES = 650;
    private static final double STEP_KILOMETRES = 25;

    private final FleetView view;
    private Drawn drawn = new Drawn(0, 0, "[]");

    /** An outline that was drawn: the year and height that it holds for. */
    private record Drawn(int year, double heightKilometres, String json) {}

    SaaOutline(FleetView view) {
        this.view = view;
    }

    void answer(Context context) {
        double mean = view.statuses().stream()
                .mapToDouble(NodeStatus::altitudeKilometres)
                .filter(Double::isFinite)
                .average()
                .orElse(USUAL_KILOMETRES);
        int year = view.time().atOffset(ZoneOffset.UTC).getYear();
        context.contentType("application/json")
                .result(outline(year, Math.round(mean / STEP_KILOMETRES) * STEP_KILOMETRES));
    }

    private synchronized String outline(int year, double heightKilometres) {
        if (drawn.year() != year || drawn.heightKilometres() != heightKilometres) {
            List<List<Double>> corners = SaaMap.of(year).contour(heightKilometres).stream()
                    .max(Comparator.comparing(List::size))
                    .orElse(List.of())
                    .stream()
                    .map(corner -> List.of(corner[1], corner[0]))
                    .toList();
            drawn = new Drawn(year, heightKilometres, Json.write(corners));
        }
        return drawn.json();
    }
}
