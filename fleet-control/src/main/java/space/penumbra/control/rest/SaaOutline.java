package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import space.penumbra.control.show.Json;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.fleet.NodeStatus;

/**
 * The outline of the South Atlantic Anomaly for the map: where the flux of trapped protons above 30 MeV is 10 per square
 * centimetre and second, by a closed fit to AP8MIN in the field of 1964.5, drifted 0.30 degrees a year west and 0.09 north. Good
 * to some degrees: for the eye only, the forecasts use the table.
 */
final class SaaOutline {

    private static final double LOG_FLUX = 1;
    private static final double YEARS = 2026.9 - 1964.5;
    private static final int CORNERS = 72;

    /** Height in kilometres, then A, lat0, lon0, sE, sW, sN, sS, theta, pu, pv of the fit. */
    private static final double[][] FITS = {
        {500, 3.355, -30.41, -45.76, 38.2, 14.55, 16.25, 17.01, .071, 1.367, 2.285},
        {650, 3.711, -28.28, -47.62, 42.52, 18.29, 20.13, 18.35, .108, 1.33, 2.253},
        {800, 3.824, -24.49, -48.64, 51.44, 25.5, 22.83, 22.39, .154, 1.397, 2.651}
    };

    private final FleetView view;

    SaaOutline(FleetView view) {
        this.view = view;
    }

    void answer(Context context) {
        double height = view.statuses().stream()
                .mapToDouble(NodeStatus::altitudeKilometres)
                .filter(Double::isFinite)
                .average()
                .orElse(650);
        context.contentType("application/json").result(Json.write(outline(height)));
    }

    /** Corners as longitude and latitude in degrees, closed, for the fitted height that is nearest to this one. */
    static List<List<Double>> outline(double heightKilometres) {
        double[] fit = FITS[0];
        for (double[] other : FITS) {
            fit = Math.abs(other[0] - heightKilometres) < Math.abs(fit[0] - heightKilometres) ? other : fit;
        }
        List<List<Double>> corners = new ArrayList<>();
        for (int i = 0; i <= CORNERS; i++) {
            corners.add(corner(fit, 2 * Math.PI * (i % CORNERS) / CORNERS));
        }
        return corners;
    }

    /** The corner in this direction from the maximum: the distance where the fit falls to the wanted flux, by bisection. */
    private static List<Double> corner(double[] fit, double angle) {
        double near = 0;
        double far = 180;
        for (int i = 0; i < 40; i++) {
            double middle = (near + far) / 2;
            if (logFlux(fit, middle * Math.cos(angle), middle * Math.sin(angle)) > LOG_FLUX) {
                near = middle;
            } else {
                far = middle;
            }
        }
        double u = near * Math.cos(angle);
        double v = near * Math.sin(angle);
        double x = Math.cos(fit[8]) * u - Math.sin(fit[8]) * v;
        double y = Math.sin(fit[8]) * u + Math.cos(fit[8]) * v;
        double latitude = fit[2] + y + 0.09 * YEARS;
        double longitude = fit[3] + x / Math.cos(Math.toRadians(fit[2] + y)) - 0.30 * YEARS;
        return List.of(tenth(Math.IEEEremainder(longitude, 360)), tenth(latitude));
    }

    private static double logFlux(double[] fit, double u, double v) {
        return fit[1]
                - Math.pow(Math.abs(u) / (u > 0 ? fit[4] : fit[5]), fit[9])
                - Math.pow(Math.abs(v) / (v > 0 ? fit[6] : fit[7]), fit[10]);
    }

    private static double tenth(double degrees) {
        return Math.round(degrees * 10) / 10.0;
    }
}
