package space.penumbra.domain.hazard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.orbit.overflight.OverflightFinder;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.SaaFinder;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.radiation.SaaWindow;
import space.penumbra.orbit.shadow.EclipseFinder;
import space.penumbra.orbit.shadow.ShadowKind;
import space.penumbra.orbit.shadow.ShadowWindow;
import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.SunTrack;

/**
 * Foresees a node's eclipses, its passes through the South Atlantic Anomaly and over ground stations and, in a solar storm, through the
 * regions that solar protons reach. Pure but for tables that it keeps between calls. Not thread-safe: one forecaster a thread.
 */
public final class HazardForecaster {

    /** Trapped protons above 30 MeV for each above 50 MeV, on the average of low orbits. */
    private static final double ABOVE_30_PER_ABOVE_50 = 1.2;

    /** The flux falls by decades over some hundred kilometres: where the anomaly begins is not known to the second. */
    private static final double SAA_EDGE_SECONDS = 20;

    /** From one station to the next in less than this, contact counts as unbroken; shorter gaps are not sought. */
    private static final double HANDOVER_MILLIS = 60_000;

    /** A time that goes on beyond what was looked at ends somewhere there. */
    static final double OPEN_END_SECONDS = 900;

    private static final double MILLIS_PER_HOUR = 3_600_000.0;
    private static final double MAP_YEARS = 0.25;
    private static final double TRACK_HOURS = 12;

    private final EclipseFinder eclipses = new EclipseFinder();
    private final SaaFinder anomalies = new SaaFinder();
    private final OverflightFinder overflights = new OverflightFinder();

    private final LinkForecast links = new LinkForecast();
    private final StormForecast storms = new StormForecast();

    private final GroundNetwork stations;

    private SaaMap map;
    private double mapYear = Double.NaN;
    private SunTrack track;
    private double trackFrom = Double.NaN;
    private double trackTo = Double.NaN;

    /** A forecaster that knows of no ground stations. */
    public HazardForecaster() {
        this(GroundNetwork.NONE);
    }

    /** A forecaster that foresees contacts with these stations as well. */
    public HazardForecaster(GroundNetwork stations) {
        this.stations = stations;
    }

    /**
     * All windows that touch the time from now to the horizon, by their begin; a window that is open now is given from its true begin. They
     * have no identity yet: see {@link HazardContinuity}.
     *
     * @throws PropagationException when the orbit cannot be followed: decayed, inside the Earth, or deep space
     */
    public List<HazardWindow> windows(MeanElements elements, Storm storm, Instant now, Instant horizon) {
        List<HazardWindow> windows = new ArrayList<>(orbit(elements, null, now, horizon));
        windows.addAll(storm(elements, null, storm, now, horizon));
        windows.sort(Comparator.comparing(HazardWindow::start).thenComparing(HazardWindow::kind));
        return windows;
    }

    /**
     * What the orbit alone tells: every window that touches the time between two instants, whole.
     *
     * @param node whose hardware the radiation meets; null if not known
     * @throws PropagationException as {@link #windows}
     */
    List<HazardWindow> orbit(MeanElements elements, @Nullable NodeSpec node, Instant begin, Instant end) {
        Sgp4 orbit = new Sgp4(elements);
        long from = begin.toEpochMilli();
        long to = end.toEpochMilli();
        ForecastError error = new ForecastError(elements.epoch(), orbit.nodalPeriodSeconds());
        List<HazardWindow> windows = new ArrayList<>();
        for (ShadowWindow shadow : eclipses.find(orbit, trackCovering(from, to), from, to)) {
            windows.add(eclipse(shadow, error));
        }
        for (SaaWindow pass : anomalies.find(orbit, mapOf(GeomagneticField.decimalYear(from)), from, to)) {
            windows.add(anomaly(pass, node, error));
        }
        if (!stations.isEmpty()) {
            addContacts(orbit, from, to, error, windows);
        }
        return windows;
    }

    /**
     * When the node has laser links, from begin to end, cut there: an end that is cut is not known.
     *
     * @throws PropagationException as {@link #windows}
     */
    List<HazardWindow> links(NodeFacts node, Instant begin, Instant end) {
        if (node.neighbours().isEmpty()) {
            return List.of();
        }
        Sgp4 orbit = new Sgp4(node.elements());
        ForecastError error = new ForecastError(node.elements().epoch(), orbit.nodalPeriodSeconds());
        double to = end.toEpochMilli();
        List<HazardWindow> windows = new ArrayList<>();
        links.find(
                orbit,
                node.neighbours(),
                begin.toEpochMilli(),
                to,
                (start, stop, peers) -> windows.add(window(
                        HazardKind.LINK,
                        start,
                        stop,
                        error.sigmaSeconds(start),
                        stop < to ? error.sigmaSeconds(stop) : OPEN_END_SECONDS,
                        1,
                        0,
                        peers)));
        return windows;
    }

    /** The passes through what solar protons reach, from now to the horizon; none without a storm or the warning of one. */
    List<HazardWindow> storm(
            MeanElements elements, @Nullable NodeSpec node, Storm storm, Instant now, Instant horizon) {
        return storms.find(elements, node, storm, now, horizon);
    }

    private static HazardWindow eclipse(ShadowWindow shadow, ForecastError error) {
        boolean umbra = shadow.kind() == ShadowKind.UMBRA;
        double grazing = error.grazingFactor(shadow.seconds());
        double startSigma = error.sigmaSeconds(shadow.startEpochMillis()) * grazing;
        double endSigma = error.sigmaSeconds(shadow.endEpochMillis()) * grazing;
        return window(
                umbra ? HazardKind.UMBRA : HazardKind.PENUMBRA,
                shadow.startEpochMillis(),
                shadow.endEpochMillis(),
                startSigma,
                endSigma,
                error.probability(shadow.seconds(), startSigma),
                0,
                String.format(
                        Locale.ROOT,
                        "%s for %.1f min",
                        umbra ? "no Sun" : "the Earth covers the Sun, in part or in whole,",
                        shadow.seconds() / 60));
    }

    private static HazardWindow anomaly(SaaWindow pass, @Nullable NodeSpec node, ForecastError error) {
        double peak = pass.peakFluxPerCm2Second() * ABOVE_30_PER_ABOVE_50;
        return window(
                HazardKind.SAA,
                pass.startEpochMillis(),
                pass.endEpochMillis(),
                Math.hypot(error.sigmaSeconds(pass.startEpochMillis()), SAA_EDGE_SECONDS),
                Math.hypot(error.sigmaSeconds(pass.endEpochMillis()), SAA_EDGE_SECONDS),
                1,
                peak,
                String.format(
                                Locale.ROOT,
                                "trapped protons for %.1f min, up to %.0f above 30 MeV per cm2 and second",
                                pass.seconds() / 60,
                                peak)
                        + ExpectedUpsets.of(pass.fluencePerCm2(), node));
    }

    private void addContacts(Sgp4 orbit, long from, long to, ForecastError error, List<HazardWindow> windows) {
        double[] open = {Double.NaN, Double.NaN};
        overflights.find(orbit, stations, from, to, (rise, set) -> {
            if (rise - open[1] < HANDOVER_MILLIS) {
                open[1] = set;
                return;
            }
            if (!Double.isNaN(open[0])) {
                windows.add(contact(orbit, open[0], open[1], error));
            }
            open[0] = rise;
            open[1] = set;
        });
        if (!Double.isNaN(open[0])) {
            windows.add(contact(orbit, open[0], open[1], error));
        }
    }

    private HazardWindow contact(Sgp4 orbit, double start, double end, ForecastError error) {
        double[] place = new double[3];
        double middle = (start + end) / 2;
        orbit.position(middle, place);
        SubPoint.ofTeme(place, middle, place);
        return window(
                HazardKind.GROUND_CONTACT,
                start,
                end,
                error.sigmaSeconds(start),
                error.sigmaSeconds(end),
                1,
                0,
                String.format(
                        Locale.ROOT,
                        "%s hears it, at the middle of %.1f min",
                        stations.nearest(place[0], place[1], place[2]).name(),
                        (end - start) / 60_000));
    }

    static HazardWindow window(
            HazardKind kind,
            double start,
            double end,
            double startSigma,
            double endSigma,
            double probability,
            double severity,
            String detail) {
        return new HazardWindow(
                "",
                kind,
                Instant.ofEpochMilli(Math.round(start)),
                Instant.ofEpochMilli(Math.round(end)),
                startSigma,
                endSigma,
                probability,
                severity,
                detail);
    }

    private SaaMap mapOf(double year) {
        if (map == null || Math.abs(year - mapYear) > MAP_YEARS) {
            map = SaaMap.of(year);
            mapYear = year;
        }
        return map;
    }

    private SunTrack trackCovering(double from, double to) {
        if (!(from >= trackFrom && to <= trackTo)) {
            trackFrom = from;
            trackTo = to + TRACK_HOURS * MILLIS_PER_HOUR;
            track = SunTrack.covering(trackFrom, trackTo);
        }
        return track;
    }
}
