package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.radiation.SolarRadiationStorm;

/**
 * The space weather that a forecast rests on: the newest proton flux and the newest Kp.
 *
 * @param protonFlux integral flux above 10 MeV in particles/(cm2 s sr); NaN if not known
 * @param protonTime when it was observed
 * @param kp planetary index; NaN if not known
 * @param kpTime when it was observed
 * @param warnedUntil end of the newest warning that a proton storm is expected
 * @param warningTime when that was issued
 */
public record Storm(
        double protonFlux, Instant protonTime, double kp, Instant kpTime, Instant warnedUntil, Instant warningTime) {

    /** Nothing is known of any storm. */
    public static final Storm NONE =
            new Storm(Double.NaN, Instant.EPOCH, Double.NaN, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

    private static final String PROTON_FEED = "proton-flux-10MeV";
    private static final String KP_FEED = "kp";

    /** What was observed longer ago says nothing of now. */
    private static final Duration VALID = Duration.ofHours(6);

    private static final double QUIET_KP = 2;

    /** The same with one more observation; older ones than known, other feeds and missing values change nothing. */
    public Storm with(SpaceWeather observation) {
        if (Double.isNaN(observation.value())) {
            return ProtonNotice.of(observation).map(this::with).orElse(this);
        }
        if (observation.feed().equals(PROTON_FEED) && observation.time().isAfter(protonTime)) {
            return new Storm(observation.value(), observation.time(), kp, kpTime, warnedUntil, warningTime);
        }
        if (observation.feed().equals(KP_FEED) && observation.time().isAfter(kpTime)) {
            return new Storm(protonFlux, protonTime, observation.value(), observation.time(), warnedUntil, warningTime);
        }
        return this;
    }

    /** An alert counts as an observation of what it says was passed; what has been observed since stands. */
    private Storm with(ProtonNotice notice) {
        if (notice.warning()) {
            return notice.at().isAfter(warningTime)
                    ? new Storm(protonFlux, protonTime, kp, kpTime, notice.expectedUntil(), notice.at())
                    : this;
        }
        return notice.at().isAfter(protonTime)
                ? new Storm(notice.exceededPfu(), notice.at(), kp, kpTime, warnedUntil, warningTime)
                : this;
    }

    /** Whether a storm is warned of and has not come yet. */
    public boolean expected(Instant now) {
        return scale(now) == 0 && now.isBefore(warnedUntil);
    }

    /** NOAA S scale at an instant, 0 for no storm. */
    public int scale(Instant now) {
        return now.isAfter(protonTime.plus(VALID))
                ? 0
                : SolarRadiationStorm.of(protonFlux).ordinal();
    }

    /** Planetary index at an instant; that of quiet days if none is known. */
    public double kp(Instant now) {
        return Double.isNaN(kp) || now.isAfter(kpTime.plus(VALID)) ? QUIET_KP : kp;
    }

    /** Whether a forecast that rested on the other would look different: another S scale, or in a storm a whole step of Kp. */
    public boolean differsFrom(Storm other, Instant now) {
        boolean otherReach = (scale(now) > 0 || expected(now)) && Math.abs(kp(now) - other.kp(now)) >= 1;
        return scale(now) != other.scale(now) || expected(now) != other.expected(now) || otherReach;
    }
}
