package space.penumbra.domain.hazard;

import java.time.Instant;

/**
 * How wrong a forecast may be. Errors of published elements lie along the track: about a kilometre at their epoch, one to three more each
 * day and growing as drag is mistaken (Vallado et al., AIAA 2006-6753). Immutable.
 */
final class ForecastError {

    private static final double EPOCH_KM = 1.0;
    private static final double KM_PER_DAY = 1.5;
    private static final double KM_PER_DAY_SQUARED = 0.3;
    private static final double KM_PER_SECOND = 7.5;
    private static final double MILLIS_PER_DAY = 86_400_000.0;

    /** A grazing passage is at most this much less certain than a central one. */
    private static final double MOST_GRAZING = 5;

    private final double epochMillis;
    private final double periodSeconds;

    ForecastError(Instant epoch, double periodSeconds) {
        this.epochMillis = epoch.toEpochMilli();
        this.periodSeconds = periodSeconds;
    }

    /** Standard deviation of the time at which the node is where it is expected at this instant, in seconds. */
    double sigmaSeconds(double atMillis) {
        double days = Math.abs(atMillis - epochMillis) / MILLIS_PER_DAY;
        return (EPOCH_KM + KM_PER_DAY * days + KM_PER_DAY_SQUARED * days * days) / KM_PER_SECOND;
    }

    /** How much less certain the edges of a shadow passage are than those of a central one: its edge is met at a slant. */
    double grazingFactor(double passageSeconds) {
        double halfAngle = Math.PI * passageSeconds / periodSeconds;
        // A central passage in low orbit spans a third of the orbit: its half angle is about one radian.
        return Math.max(1, Math.min(MOST_GRAZING, Math.sin(1) / Math.max(1e-9, Math.sin(halfAngle))));
    }

    /** How likely a passage comes at all: only one that is not much longer than its uncertainty may be missed. */
    double probability(double passageSeconds, double sigmaSeconds) {
        return Math.max(0.5, Math.min(1, passageSeconds / (6 * sigmaSeconds)));
    }
}
