package space.penumbra.domain.hazard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.overflight.OverflightFinder;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.SolarProtonRegion;
import space.penumbra.orbit.radiation.SolarProtons;

/** Foresees a node's passages through the regions that solar protons reach, and what they do to its hardware if the storm stays as it is. Not thread-safe. */
final class StormForecast {

    /** Protons that get through a satellite's walls, MeV: what the passages of a storm are drawn for. */
    private static final double STORM_PROTON_MEV = 50;

    /** Three degrees of cutoff latitude. */
    private static final double STORM_EDGE_SECONDS = 45;

    /** Share of its certainty that a storm's continuation loses each hour. */
    private static final double STORM_FADE_PER_HOUR = 0.05;

    /** Warnings of S1 storms come true so often: a false alarm ratio of 38 % (ESPERTA; POD 63 %, median warning 4.8 h). */
    private static final double WARNING_COMES_TRUE = 0.62;

    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    private final OverflightFinder overflights = new OverflightFinder();

    /**
     * The passages from now to the horizon; none without a storm or the warning of one.
     *
     * @param node whose hardware the radiation meets; null if not known
     * @throws PropagationException when the orbit cannot be followed
     */
    List<HazardWindow> find(MeanElements elements, @Nullable NodeSpec node, Storm storm, Instant now, Instant horizon) {
        boolean expected = storm.expected(now);
        int scale = storm.scale(now);
        if (scale == 0 && !expected) {
            return List.of();
        }
        Sgp4 orbit = new Sgp4(elements);
        long from = now.toEpochMilli();
        ForecastError error = new ForecastError(elements.epoch(), orbit.nodalPeriodSeconds());
        SolarProtonRegion region =
                SolarProtonRegion.of(STORM_PROTON_MEV, storm.kp(now), GeomagneticField.decimalYear(from));
        List<HazardWindow> windows = new ArrayList<>();
        overflights.find(orbit, region, from, horizon.toEpochMilli(), (start, end) -> {
            double hoursAhead = Math.max(0, (start - from) / MILLIS_PER_HOUR);
            windows.add(HazardForecaster.window(
                    HazardKind.SOLAR_PROTON,
                    start,
                    end,
                    Math.hypot(error.sigmaSeconds(start), STORM_EDGE_SECONDS),
                    Math.hypot(error.sigmaSeconds(end), STORM_EDGE_SECONDS),
                    expected ? WARNING_COMES_TRUE : Math.max(0.5, 1 - STORM_FADE_PER_HOUR * hoursAhead),
                    expected ? 1 : scale,
                    expected
                            ? "solar protons may reach the node: a storm is warned of"
                            : "solar protons of an S" + scale + " storm reach the node"
                                    + effect(storm, (end - start) / 1000, node, now)));
        });
        return windows;
    }

    private static String effect(Storm storm, double seconds, @Nullable NodeSpec node, Instant now) {
        double flux = SolarProtons.omnidirectional(storm.above50Mev(now));
        String upsets = ExpectedUpsets.of(flux * seconds, node);
        return upsets.isEmpty()
                ? ""
                : String.format(
                                Locale.ROOT,
                                "; %s%.0f above 50 MeV per cm2 and second",
                                storm.hardKnown(now) ? "" : "an estimated ",
                                flux)
                        + upsets;
    }
}
