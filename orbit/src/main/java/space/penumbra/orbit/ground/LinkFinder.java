package space.penumbra.orbit.ground;

import space.penumbra.orbit.overflight.OverflightSink;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;

/**
 * Finds when two satellites can keep a laser link: near enough, and the beam clear of the atmosphere. Leaps over what the mean orbits leave no doubt of,
 * samples the rest every {@value #SAMPLE_SECONDS} s, so that shorter windows and gaps may be passed over, and halves in on the edges. Keeps scratch space:
 * not thread-safe.
 */
public final class LinkFinder {

    /** How far a laser link reaches when nobody says otherwise, km. */
    public static final int DEFAULT_LONGEST_KM = 5_000;

    private static final int SAMPLE_SECONDS = 20;
    private static final double SAMPLE_MILLIS = SAMPLE_SECONDS * 1000.0;
    private static final double TOLERANCE_MILLIS = 20;

    private final double[] here = new double[3];
    private final double[] there = new double[3];

    private final LinkGuess guess = new LinkGuess();

    private Sgp4 one;
    private Sgp4 other;
    private double longestKm;

    /**
     * Gives every window inside [{@code from}, {@code to}] (UTC milliseconds since 1970) to the sink in order; one that is open at an end is cut there.
     *
     * @param range longest link, km
     * @throws PropagationException when one of the two decays on the way
     */
    public void find(Sgp4 first, Sgp4 second, double range, double from, double to, OverflightSink sink) {
        one = first;
        other = second;
        longestKm = range;
        guess.of(first, second, range);
        double start = open(from) ? from : Double.NaN;
        double t1;
        for (double t0 = from; t0 < to; t0 = t1) {
            t1 = Math.min(to, t0 + Math.max(SAMPLE_MILLIS, guess.settledMillis(t0)));
            boolean after = open(t1);
            if (after && Double.isNaN(start)) {
                start = edge(Math.max(t0, t1 - SAMPLE_MILLIS), t1);
            } else if (!after && !Double.isNaN(start)) {
                sink.pass(start, edge(t1, Math.max(t0, t1 - SAMPLE_MILLIS)));
                start = Double.NaN;
            }
        }
        if (!Double.isNaN(start)) {
            sink.pass(start, to);
        }
    }

    /** Between a time at which the link is closed and one at which it is open. */
    private double edge(double closed, double open) {
        double out = closed;
        double in = open;
        while (Math.abs(in - out) > TOLERANCE_MILLIS) {
            double middle = (in + out) / 2;
            if (open(middle)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return (in + out) / 2;
    }

    private boolean open(double millis) {
        one.position(millis, here);
        other.position(millis, there);
        return LineOfSight.isOpen(here, there, longestKm);
    }
}
