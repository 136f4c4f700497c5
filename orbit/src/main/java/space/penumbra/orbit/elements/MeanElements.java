package space.penumbra.orbit.elements;

import java.time.Instant;
import java.util.Objects;

/**
 * One set of SGP4 mean elements, as an Orbit Mean-Elements Message (CCSDS 502.0) or a two-line element set carries it: frame TEME,
 * time scale UTC, theory SGP4. Immutable; every instance is physically usable, because the constructor refuses anything that is not.
 *
 * @param objectName name of the object, or the id of the node that flies on it; never blank
 * @param noradId catalogue number, 0 to 999,999,999 (0 where the object is not catalogued)
 * @param epoch instant of the elements (UTC)
 * @param meanMotionRevPerDay Kozai mean motion, above 0 and at most 18 revolutions a day
 * @param eccentricity 0 to below {@value #ECCENTRICITY_LIMIT}
 * @param inclinationDegrees 0 to 180
 * @param raanDegrees right ascension of the ascending node, 0 to below 360 (normalised)
 * @param argPerigeeDegrees argument of perigee, 0 to below 360 (normalised)
 * @param meanAnomalyDegrees mean anomaly, 0 to below 360 (normalised)
 * @param bstarPerEarthRadius SGP4 drag term B*, in inverse Earth radii; finite, may be negative
 */
public record MeanElements(
        String objectName,
        long noradId,
        Instant epoch,
        double meanMotionRevPerDay,
        double eccentricity,
        double inclinationDegrees,
        double raanDegrees,
        double argPerigeeDegrees,
        double meanAnomalyDegrees,
        double bstarPerEarthRadius) {

    /** Beyond this SGP4 loses its meaning; some implementations then return NaN without a word. */
    public static final double ECCENTRICITY_LIMIT = 0.95;

    private static final long LARGEST_NORAD_ID = 999_999_999L;

    /** At 18 revolutions a day an orbit would lie inside the Earth. */
    private static final double LARGEST_MEAN_MOTION = 18.0;

    /** @throws IllegalArgumentException naming the field and the value that cannot be used */
    public MeanElements {
        Objects.requireNonNull(epoch, "epoch is missing: give the instant of the elements");
        if (objectName == null || objectName.isBlank()) {
            throw new IllegalArgumentException("object name is blank: give the name or the node id");
        }
        if (noradId < 0 || noradId > LARGEST_NORAD_ID) {
            throw new IllegalArgumentException("catalogue number " + noradId + " is outside 0 to " + LARGEST_NORAD_ID);
        }
        requireFinite("mean motion", meanMotionRevPerDay);
        if (meanMotionRevPerDay <= 0 || meanMotionRevPerDay > LARGEST_MEAN_MOTION) {
            throw new IllegalArgumentException("mean motion " + meanMotionRevPerDay
                    + " rev/day is outside (0, 18]: no orbit around the Earth has it");
        }
        requireFinite("eccentricity", eccentricity);
        if (eccentricity < 0 || eccentricity >= ECCENTRICITY_LIMIT) {
            throw new IllegalArgumentException("eccentricity " + eccentricity + " is outside [0, " + ECCENTRICITY_LIMIT
                    + "): SGP4 does not hold there");
        }
        requireFinite("inclination", inclinationDegrees);
        if (inclinationDegrees < 0 || inclinationDegrees > 180) {
            throw new IllegalArgumentException("inclination " + inclinationDegrees + " deg is outside [0, 180]");
        }
        raanDegrees = normalised("right ascension of the node", raanDegrees);
        argPerigeeDegrees = normalised("argument of perigee", argPerigeeDegrees);
        meanAnomalyDegrees = normalised("mean anomaly", meanAnomalyDegrees);
        requireFinite("B*", bstarPerEarthRadius);
    }

    /** Orbital period in minutes. */
    public double periodMinutes() {
        return 1440.0 / meanMotionRevPerDay;
    }

    /** The same orbit under another name, e.g. the id of the node that flies on it. */
    public MeanElements named(String name) {
        return new MeanElements(
                name,
                noradId,
                epoch,
                meanMotionRevPerDay,
                eccentricity,
                inclinationDegrees,
                raanDegrees,
                argPerigeeDegrees,
                meanAnomalyDegrees,
                bstarPerEarthRadius);
    }

    private static double normalised(String what, double degrees) {
        requireFinite(what, degrees);
        double rest = degrees % 360.0;
        if (rest < 0) {
            rest += 360.0;
        }
        // -1e-20 + 360 rounds up to 360 itself; +0.0 also turns a negative zero into a plain one.
        return rest >= 360.0 ? 0.0 : rest + 0.0;
    }

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + ": a finite number is needed");
        }
    }
}
