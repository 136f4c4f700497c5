package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import space.penumbra.orbit.upsets.NormalDistribution;

/**
 * Where a temperature is heading: a Kalman filter on the temperature and its rate, with the rate fading as that of a body that nears its
 * equilibrium does. The noise of the sensor is learnt from the surprises. Immutable.
 *
 * @param celsius estimate of the temperature; NaN before the first reading
 * @param kelvinPerSecond estimate of its rate
 * @param variance of the temperature, K2
 * @param covariance of temperature and rate, K2/s
 * @param rateVariance of the rate, K2/s2
 * @param noiseVariance of a reading, K2
 * @param time of the newest reading
 */
public record TemperatureTrend(
        double celsius,
        double kelvinPerSecond,
        double variance,
        double covariance,
        double rateVariance,
        double noiseVariance,
        Instant time) {

    /** Nothing has been read. */
    public static final TemperatureTrend NONE = new TemperatureTrend(Double.NaN, 0, 0, 0, 0, 0, Instant.EPOCH);

    /** Time constant of a loop with its radiator near 50 degrees Celsius: capacity over four times emission by temperature. */
    private static final double FADE_SECONDS = 1_900;

    /** How fast the rate may change of itself: by some 5 mK/s in ten minutes. K2/s3. */
    private static final double RATE_NOISE = 4e-8;

    /** Rate of a node whose load has just changed: up to 10 mK/s either way. */
    private static final double UNKNOWN_RATE = 0.01;

    private static final double FIRST_NOISE = 0.25;
    private static final double LEAST_NOISE = 0.01;
    private static final double MOST_NOISE = 9;
    private static final double NOISE_GAIN = 0.05;

    /** A reading this many standard deviations off is a step, such as that of a die whose load came or went. */
    private static final double STEP_SIGMAS = 5;

    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    /** The trend after one more reading; an older one, or none (NaN), changes nothing. */
    TemperatureTrend with(double reading, Instant at) {
        double seconds = Duration.between(time, at).toMillis() / 1000.0;
        if (Double.isNaN(reading) || seconds <= 0) {
            return this;
        }
        if (Double.isNaN(celsius) || seconds > FORGOTTEN.toSeconds()) {
            return anew(reading, FIRST_NOISE, at);
        }
        double kept = Math.exp(-seconds / FADE_SECONDS);
        double reach = FADE_SECONDS * (1 - kept);
        double expected = celsius + kelvinPerSecond * reach;
        double p00 = variance
                + 2 * reach * covariance
                + reach * reach * rateVariance
                + RATE_NOISE * seconds * seconds * seconds / 3;
        double p01 = kept * (covariance + reach * rateVariance) + RATE_NOISE * seconds * seconds / 2;
        double p11 = kept * kept * rateVariance + RATE_NOISE * seconds;
        double surprise = reading - expected;
        double spread = p00 + noiseVariance;
        if (surprise * surprise > STEP_SIGMAS * STEP_SIGMAS * spread) {
            return anew(reading, noiseVariance, at);
        }
        double gain = p00 / spread;
        double rateGain = p01 / spread;
        double noise = noiseVariance + NOISE_GAIN * (surprise * surprise - p00 - noiseVariance);
        return new TemperatureTrend(
                expected + gain * surprise,
                kelvinPerSecond * kept + rateGain * surprise,
                (1 - gain) * p00,
                (1 - gain) * p01,
                p11 - rateGain * p01,
                Math.max(LEAST_NOISE, Math.min(MOST_NOISE, noise)),
                at);
    }

    private static TemperatureTrend anew(double reading, double noise, Instant at) {
        return new TemperatureTrend(reading, 0, noise, 0, UNKNOWN_RATE * UNKNOWN_RATE, noise, at);
    }

    /** Temperature that is expected some seconds after the newest reading. */
    double celsiusAfter(double seconds) {
        return celsius + kelvinPerSecond * reach(seconds);
    }

    /**
     * When a limit above is crossed.
     *
     * @param limitCelsius the limit
     * @param withinSeconds time to look at, after the newest reading
     */
    Crossing crossing(double limitCelsius, double withinSeconds) {
        if (Double.isNaN(celsius) || Double.isNaN(limitCelsius)) {
            return Crossing.NONE;
        }
        double missing = limitCelsius - celsius;
        if (missing <= 0) {
            return new Crossing(0, 0, 0, 1);
        }
        double reach = reach(withinSeconds);
        double least = missing / reach;
        // The temperature's own uncertainty counts as if it were one of the rate.
        double sigma = Math.sqrt(rateVariance + 2 * covariance / reach + variance / (reach * reach));
        double probability = 1 - NormalDistribution.below((least - kelvinPerSecond) / sigma);
        return Crossing.of(probability, z -> secondsTo(missing, Math.max(least, kelvinPerSecond - z * sigma)));
    }

    private static double reach(double seconds) {
        return FADE_SECONDS * (1 - Math.exp(-seconds / FADE_SECONDS));
    }

    private static double secondsTo(double missing, double rate) {
        return -FADE_SECONDS * Math.log(1 - missing / (rate * FADE_SECONDS));
    }
}
