package space.penumbra.orbit.shadow;

/** Finds the passages in a stretch of time without any guess: sign changes, and minima that dip below zero between two samples. */
final class ShadowScan {

    private final ShadowFunction shadow;

    ShadowScan(ShadowFunction shadow) {
        this.shadow = shadow;
    }

    /**
     * Gives the passages of one kind between two times, at the first of which the satellite should be in light.
     *
     * @param steps samples; between two of them there may be one passage or one gap, not more
     */
    void scan(ShadowKind kind, double startMillis, double endMillis, int steps, ShadowSink sink) {
        double t0 = startMillis;
        double g0 = shadow.at(kind, t0);
        double rate0 = shadow.rate();
        double open = t0;
        for (int i = 1; i <= steps; i++) {
            double t1 = startMillis + (endMillis - startMillis) * i / steps;
            double g1 = shadow.at(kind, t1);
            double rate1 = shadow.rate();
            if (g0 >= 0 && g1 < 0) {
                open = shadow.between(kind, t0, g0, t1, g1);
            } else if (g0 < 0 && g1 >= 0) {
                sink.window(kind, open, shadow.between(kind, t0, g0, t1, g1));
            } else if (g0 >= 0 && rate0 < 0 && rate1 > 0) {
                dip(kind, t0, g0, rate0, t1, g1, rate1, sink);
            }
            t0 = t1;
            g0 = g1;
            rate0 = rate1;
        }
    }

    private void dip(
            ShadowKind kind, double t0, double g0, double rate0, double t1, double g1, double rate1, ShadowSink sink) {
        double lowest = shadow.minimum(kind, t0, rate0, t1, rate1);
        double depth = shadow.at(kind, lowest);
        if (depth < 0) {
            sink.window(kind, shadow.between(kind, t0, g0, lowest, depth), shadow.between(kind, lowest, depth, t1, g1));
        }
    }
}
