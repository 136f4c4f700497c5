package space.penumbra.orbit.radiation;

import java.util.ArrayList;
import java.util.List;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.overflight.OverflightFinder;
import space.penumbra.orbit.overflight.RoughTrack;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

/** Finds the passes of a satellite through the South Atlantic Anomaly, with what each of them brings. Not thread-safe: one a thread. */
public final class SaaFinder {

    private static final double FLUENCE_STEP_MILLIS = 20_000;

    private final OverflightFinder passes = new OverflightFinder();
    private final RoughTrack track = new RoughTrack();
    private final double[] position = new double[3];
    private final double[] place = new double[3];

    /**
     * Every pass that touches [{@code from}, {@code to}] (UTC milliseconds since 1970), complete as {@link OverflightFinder} says.
     *
     * @throws PropagationException when the satellite decays on the way
     */
    public List<SaaWindow> find(Sgp4 orbit, SaaMap map, long from, long to) {
        List<SaaWindow> windows = new ArrayList<>();
        passes.find(orbit, map, from, to, (start, end) -> windows.add(window(orbit, start, end)));
        return windows;
    }

    private SaaWindow window(Sgp4 orbit, double start, double end) {
        double year = GeomagneticField.decimalYear(start);
        int steps = Math.max(1, (int) Math.ceil((end - start) / FLUENCE_STEP_MILLIS));
        double step = (end - start) / steps;
        double peak = 0;
        double sum = 0;
        boolean roughly = RoughTrack.follows(orbit);
        if (roughly) {
            track.of(orbit);
        }
        for (int i = 0; i < steps; i++) {
            double t = start + (i + 0.5) * step;
            if (roughly) {
                track.at(t, place);
            } else {
                orbit.position(t, position);
                SubPoint.ofTeme(position, t, place);
            }
            double flux = TrappedProtons.flux(ProtonEnergy.ABOVE_50_MEV, place[0], place[1], place[2], year);
            peak = Math.max(peak, flux);
            sum += flux;
        }
        return new SaaWindow(Math.round(start), Math.round(end), peak, sum * step / 1000.0);
    }
}
