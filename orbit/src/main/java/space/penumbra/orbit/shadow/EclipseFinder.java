package space.penumbra.orbit.shadow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SunTrack;

/**
 * Finds every passage through the Earth's shadow that touches an interval. Windows are complete: one already open at {@code from} is given
 * with its true start before {@code from}, and one still open at {@code to} with its true end after it.
 *
 * <p>Method: once a revolution the mean orbit gives the middle and half width of the passage in closed form; Newton's method on SGP4 then
 * needs about two steps for the penumbra and one for the umbra. Grazing passages, where that guess is worthless, and orbits of more than
 * small eccentricity are scanned for sign changes and minima instead, so that none is missed and none invented.
 *
 * <p>Allocates nothing between windows. Not thread-safe: one finder a thread.
 */
public final class EclipseFinder {

    /** Above this the closed form is not worth trying. */
    private static final double NEARLY_CIRCULAR = 0.02;

    /** Half of the longest passage in low orbit is 0.22 of a revolution. */
    private static final double HALF_PASSAGE_REVOLUTIONS = 0.3;

    private static final int STEPS_PER_PASSAGE = 16;
    private static final int STEPS_PER_ECCENTRIC_REVOLUTION = 180;

    private final ShadowFunction shadow = new ShadowFunction();
    private final ShadowScan scan = new ShadowScan(shadow);
    private final PassageGuess guess = new PassageGuess();
    private final ShadowSink within = this::emit;

    private double fromMillis;
    private double toMillis;
    private ShadowSink sink;

    /**
     * Gives every window that touches [{@code from}, {@code to}] to the sink; of each passage the penumbra first, then the umbra.
     *
     * @param orbit the satellite
     * @param track the Sun, covering the interval
     * @param from UTC milliseconds since 1970
     * @param to not before {@code from}
     * @param receiver receives the windows
     * @throws PropagationException when the satellite decays within a revolution of the interval; earlier windows have been given by then
     */
    public void find(Sgp4 orbit, SunTrack track, double from, double to, ShadowSink receiver) {
        shadow.of(orbit, track);
        fromMillis = from;
        toMillis = to;
        sink = receiver;
        double period = orbit.nodalPeriodSeconds() * 1000.0;
        if (orbit.elements().eccentricity() > NEARLY_CIRCULAR) {
            findEccentric(period);
            return;
        }
        double reach = HALF_PASSAGE_REVOLUTIONS * period;
        guess.first(orbit, track, from - reach);
        while (guess.middleMillis() <= to + reach) {
            double middle = guess.middleMillis();
            boolean refined = guess.depth() == PassageGuess.Depth.DEEP && refine();
            if (!refined && guess.depth() != PassageGuess.Depth.NONE) {
                scan.scan(ShadowKind.PENUMBRA, middle - reach, middle + reach, STEPS_PER_PASSAGE, within);
                scan.scan(ShadowKind.UMBRA, middle - reach, middle + reach, STEPS_PER_PASSAGE, within);
            }
            guess.nearest(orbit, track, middle + period);
        }
    }

    /** All windows that touch the interval, by start. A convenience; the hot path is the other form. */
    public List<ShadowWindow> find(Sgp4 orbit, SunTrack track, long from, long to) {
        List<ShadowWindow> windows = new ArrayList<>();
        find(
                orbit,
                track,
                (double) from,
                (double) to,
                (kind, start, end) -> windows.add(new ShadowWindow(kind, Math.round(start), Math.round(end))));
        windows.sort(Comparator.comparingLong(ShadowWindow::startEpochMillis));
        return windows;
    }

    /** Newton from the closed form; false, with nothing given, when the four edges do not come out in their order. */
    private boolean refine() {
        double middle = guess.middleMillis();
        double start = shadow.near(ShadowKind.PENUMBRA, middle - guess.halfWidthMillis(), true);
        double umbraStart = shadow.near(ShadowKind.UMBRA, start - guess.gapKm() / shadow.rate() * 1000.0, true);
        double end = shadow.near(ShadowKind.PENUMBRA, middle + guess.halfWidthMillis(), false);
        double umbraEnd = shadow.near(ShadowKind.UMBRA, end - guess.gapKm() / shadow.rate() * 1000.0, false);
        // NaN, the sign of a failed search, compares false.
        boolean sound = start < umbraStart && umbraStart < umbraEnd && umbraEnd < end;
        if (sound) {
            emit(ShadowKind.PENUMBRA, start, end);
            emit(ShadowKind.UMBRA, umbraStart, umbraEnd);
        }
        return sound;
    }

    private void findEccentric(double period) {
        double start = fromMillis - period;
        for (int i = 0; i < 36 && shadow.at(ShadowKind.PENUMBRA, start) < 0; i++) {
            start -= period / 36;
        }
        double end = toMillis + period;
        int steps = (int) Math.ceil((end - start) / period * STEPS_PER_ECCENTRIC_REVOLUTION);
        scan.scan(ShadowKind.PENUMBRA, start, end, steps, within);
        scan.scan(ShadowKind.UMBRA, start, end, steps, within);
    }

    private void emit(ShadowKind kind, double start, double end) {
        if (end >= fromMillis && start <= toMillis) {
            sink.window(kind, start, end);
        }
    }
}
