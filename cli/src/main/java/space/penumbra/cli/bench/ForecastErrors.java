package space.penumbra.cli.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.SaaFinder;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.shadow.EarthShadow;
import space.penumbra.orbit.shadow.EclipseFinder;
import space.penumbra.orbit.shadow.ShadowKind;
import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.Sun;
import space.penumbra.orbit.sun.SunTrack;

/**
 * What the forecast's shortcuts cost in accuracy, each against the long way on the same satellites: all of them together against Orekit's event
 * detection, the closed-form guess against samples every few seconds, the table of the Sun against its formula, the light SGP4 against Orekit's,
 * the leaps over the anomaly's surroundings against samples every few seconds. Not thread-safe.
 */
final class ForecastErrors {

    /** Windows that touch the span are whole: the longest revolution of low orbit is below this. */
    private static final double MARGIN_MILLIS = 2.5 * 3_600_000;

    /** Half the shortest penumbra of a central passage: only grazes are shorter. */
    private static final double OREKIT_STEP_SECONDS = 30;

    /** What Orekit is timed with: fast, and good for all but short grazes. */
    private static final double OREKIT_USUAL_STEP_SECONDS = 120;

    private static final double SAMPLE_MILLIS = 4_000;
    private static final double EDGE_MILLIS = 0.1;
    private static final double ARC_SECONDS = Math.toDegrees(1) * 3600;

    private final double from;
    private final double to;
    private final SunTrack track;
    private final SaaMap anomaly;
    private final OrekitEclipses orekit = new OrekitEclipses();
    private final EclipseFinder eclipses = new EclipseFinder();
    private final SaaFinder passes = new SaaFinder();
    private final double[] position = new double[3];
    private final double[] place = new double[3];
    private final double[] unit = new double[3];

    private final EdgeErrors againstOrekit = new EdgeErrors();
    private final EdgeErrors ofGuess = new EdgeErrors();
    private final EdgeErrors ofLeaps = new EdgeErrors();
    private double propagationMetres;
    private double sunArcSeconds;
    private long orekitNanos;

    ForecastErrors(double from, double to, SunTrack track, SaaMap anomaly) {
        this.from = from;
        this.to = to;
        this.track = track;
        this.anomaly = anomaly;
    }

    private interface Inside {
        boolean at(double millis);
    }

    /** Looks at one satellite both ways. */
    void look(MeanElements set, CpuClock cpu) {
        Sgp4 orbit = new Sgp4(set);
        Map<ShadowKind, List<EdgeErrors.Span>> found = new EnumMap<>(ShadowKind.class);
        for (ShadowKind kind : ShadowKind.values()) {
            found.put(kind, new ArrayList<>());
        }
        eclipses.find(
                orbit, track, from, to, (kind, start, end) -> found.get(kind).add(new EdgeErrors.Span(start, end)));
        for (ShadowKind kind : ShadowKind.values()) {
            EdgeErrors.Span[] ours = found.get(kind).toArray(EdgeErrors.Span[]::new);
            List<OrekitEclipses.Edge> edges =
                    orekit.edges(set, kind, from - MARGIN_MILLIS, to + MARGIN_MILLIS, OREKIT_STEP_SECONDS);
            long began = cpu.nanos();
            orekit.edges(set, kind, from, to, OREKIT_USUAL_STEP_SECONDS);
            orekitNanos += cpu.nanos() - began;
            againstOrekit.compare(ours, spans(edges), span -> orekit.inside(set, kind, middle(span)));
            Inside shadow = millis -> EarthShadow.signedDistanceKm(kind, at(orbit, millis), unit, sun(millis)) < 0;
            ofGuess.compare(ours, sampled(shadow), span -> shadow.at(middle(span)));
        }
        Inside hot = millis -> {
            SubPoint.ofTeme(at(orbit, millis), millis, place);
            return anomaly.contains(place[0], place[1], place[2]);
        };
        EdgeErrors.Span[] ours = passes.find(orbit, anomaly, (long) from, (long) to).stream()
                .map(pass -> new EdgeErrors.Span(pass.startEpochMillis(), pass.endEpochMillis()))
                .toArray(EdgeErrors.Span[]::new);
        if (!inBelt(ours)) {
            ofLeaps.compare(ours, sampled(hot), span -> hot.at(middle(span)));
        }
        propagation(set, orbit);
    }

    /** High orbits never leave the belt: such a window ends where the search ends, at a different place in each. */
    private static boolean inBelt(EdgeErrors.Span[] spans) {
        for (EdgeErrors.Span span : spans) {
            if (span.end() - span.start() > 3_600_000) {
                return true;
            }
        }
        return false;
    }

    private void propagation(MeanElements set, Sgp4 orbit) {
        TLEPropagator reference = orekit.propagator(set);
        for (double t = from; t <= to; t += (to - from) / 3) {
            double[] theirs = orekit.position(reference, t);
            at(orbit, t);
            double metres = 1000
                    * Math.sqrt(Math.pow(position[0] - theirs[0], 2)
                            + Math.pow(position[1] - theirs[1], 2)
                            + Math.pow(position[2] - theirs[2], 2));
            propagationMetres = Math.max(propagationMetres, metres);
            double[] exact = new double[3];
            Sun.direction(t + 450_000, exact);
            sun(t + 450_000);
            double chord = Math.sqrt(Math.pow(unit[0] - exact[0], 2)
                    + Math.pow(unit[1] - exact[1], 2)
                    + Math.pow(unit[2] - exact[2], 2));
            sunArcSeconds = Math.max(sunArcSeconds, chord * ARC_SECONDS);
        }
    }

    private double[] at(Sgp4 orbit, double millis) {
        orbit.position(millis, position);
        return position;
    }

    private double sun(double millis) {
        return track.direction(millis, unit);
    }

    private static double middle(EdgeErrors.Span span) {
        return (span.start() + span.end()) / 2;
    }

    /** Samples and halving: slow, and nothing to get wrong. Only what touches the span, whole. */
    private EdgeErrors.Span[] sampled(Inside inside) {
        List<OrekitEclipses.Edge> edges = new ArrayList<>();
        boolean before = inside.at(from - MARGIN_MILLIS);
        for (double t = from - MARGIN_MILLIS; t < to + MARGIN_MILLIS; t += SAMPLE_MILLIS) {
            boolean after = inside.at(t + SAMPLE_MILLIS);
            if (before != after) {
                double low = t;
                double high = t + SAMPLE_MILLIS;
                while (high - low > EDGE_MILLIS) {
                    double mid = (low + high) / 2;
                    if (inside.at(mid) == before) {
                        low = mid;
                    } else {
                        high = mid;
                    }
                }
                edges.add(new OrekitEclipses.Edge(after, low));
            }
            before = after;
        }
        return spans(edges);
    }

    private EdgeErrors.Span[] spans(List<OrekitEclipses.Edge> edges) {
        List<EdgeErrors.Span> spans = new ArrayList<>();
        double open = Double.NaN;
        for (OrekitEclipses.Edge edge : edges) {
            if (edge.entry()) {
                open = edge.epochMillis();
            } else {
                if (open <= to && edge.epochMillis() >= from) {
                    spans.add(new EdgeErrors.Span(open, edge.epochMillis()));
                }
                open = Double.NaN;
            }
        }
        return spans.toArray(EdgeErrors.Span[]::new);
    }

    /** All shortcuts together against Orekit's event detection. */
    EdgeErrors againstOrekit() {
        return againstOrekit;
    }

    /** Closed-form guess and Newton's method against samples. */
    EdgeErrors ofGuess() {
        return ofGuess;
    }

    /** Leaps around the South Atlantic Anomaly against samples. */
    EdgeErrors ofLeaps() {
        return ofLeaps;
    }

    /** Largest distance between the light SGP4 and Orekit's, m. */
    double propagationMetres() {
        return propagationMetres;
    }

    /** Largest angle between the table of the Sun and its formula, arc seconds. */
    double sunArcSeconds() {
        return sunArcSeconds;
    }

    /** CPU time of Orekit's event detection. */
    long orekitNanos() {
        return orekitNanos;
    }
}
