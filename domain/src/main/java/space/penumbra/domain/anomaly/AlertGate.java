package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;

/**
 * Turns surprises into alerts: one for an event, graded, and rarer from a stream that is often surprising.
 *
 * <p>The strength of an alert joins the surprise with its rarity among the stream's own surprises. An envelope of earlier
 * alerts fades with each instant; only what exceeds it is told, so the rows after an event are quiet unless they are worse.
 * During warm-up strength grows with the number of instants seen. Not thread-safe.
 */
final class AlertGate {

    static final int BYTES = PeaksTail.BYTES + Double.BYTES + Long.BYTES;

    /** Instants over which the gate becomes confident enough to alert at full strength. */
    private static final double WARM_UP = 300;

    /** The envelope of earlier alerts fades by this factor with each instant: half after 277. */
    private static final double ENVELOPE_FADE = 0.9975;

    /** Strength, in decimal orders, below which nobody is told. */
    private static final double FLOOR = 2;

    private static final double SURPRISE_WEIGHT = 2;
    private static final double SCALE = 16;

    private final PeaksTail own = new PeaksTail();
    private long count;
    private double envelope;

    /** The alert for a surprise: 0, or its grade below 1. */
    double next(double surprise) {
        count++;
        double confidence = Math.min(1, count / WARM_UP);
        double strength = confidence * (SURPRISE_WEIGHT * surprise + own.next(surprise));
        envelope *= ENVELOPE_FADE;
        if (strength <= envelope || strength <= FLOOR) {
            return 0;
        }
        envelope = strength;
        return strength / (strength + SCALE);
    }

    void write(ByteBuffer out) {
        own.write(out);
        out.putLong(count).putDouble(envelope);
    }

    void read(ByteBuffer in) {
        own.read(in);
        count = in.getLong();
        envelope = in.getDouble();
    }
}
