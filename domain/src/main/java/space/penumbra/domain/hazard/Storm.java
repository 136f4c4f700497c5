package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.radiation.SolarRadiationStorm;

/**
 * The space weather that a forecast rests on: the newest proton fluxes and the newest Kp.
 *
 * @param protonFlux integral flux above 10 MeV in particles/(cm2 s sr); NaN if not known
 * @param protonTime when it was observed
 * @param kp planetary index; NaN if not known
 * @param kpTime when it was observed
 * @param warnedUntil end of the newest warning that a proton storm is expected
 * @param warningTime when that was issued
 * @param hardFlux integral flux above 50 MeV, of the protons that get through a satellite's walls; NaN if not known
 * @param hardTime when it was observed
 */
public record Storm(
        double protonFlux,
        Instant protonTime,
        double kp,
        Instant kpTime,
        Instant warnedUntil,
        Instant warningTime,
        double hardFlux,
        Instant hardTime) {

    /** Nothing is known of any storm. */
    public static final Storm NONE = new Storm(
            Double.NaN,
            Instant.EPOCH,
            Double.NaN,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            Double.NaN,
            Instant.EPOCH);

    private static final String PROTON_FEED = "proton-flux-10MeV";
    private static final String HARD_FEED = "proton-flux-50MeV";
    private static final String KP_FEED = "kp";

    /** What was observed longer ago says nothing of now. */
    private static final Duration VALID = Duration.ofHours(6);

    private static final double QUIET_KP = 2;

    /**
     * Protons above 50 MeV for each above 10 MeV where only those were measured: 0.04 in March 2012, 0.4 in October 2021, so right to a factor of four or
     * so.
     */
    private static final double HARD_SHARE = 0.12;

    /** The same with one more observation; older ones than known, other feeds and missing values change nothing. */
    public Storm with(SpaceWeather observation) {
        if (Double.isNaN(observation.value())) {
            return ProtonNotice.of(observation).map(this::with).orElse(this);
        }
        if (observation.feed().equals(PROTON_FEED) && observation.time().isAfter(protonTime)) {
            return softly(observation.value(), observation.time());
        }
        if (observation.feed().equals(KP_FEED) && observation.time().isAfter(kpTime)) {
            return new Storm(
                    protonFlux,
                    protonTime,
                    observation.value(),
                    observation.time(),
                    warnedUntil,
                    warningTime,
                    hardFlux,
                    hardTime);
        }
        if (observation.feed().equals(HARD_FEED) && observation.time().isAfter(hardTime)) {
            return new Storm(
                    protonFlux,
                    protonTime,
                    kp,
                    kpTime,
                    warnedUntil,
                    warningTime,
                    observation.value(),
                    observation.time());
        }
        return this;
    }

    /** An alert counts as an observation of what it says was passed; what has been observed since stands. */
    private Storm with(ProtonNotice notice) {
        if (notice.warning()) {
            return notice.at().isAfter(warningTime)
                    ? new Storm(
                            protonFlux, protonTime, kp, kpTime, notice.expectedUntil(), notice.at(), hardFlux, hardTime)
                    : this;
        }
        return notice.at().isAfter(protonTime) ? softly(notice.exceededPfu(), notice.at()) : this;
    }

    private Storm softly(double above10Mev, Instant at) {
        return new Storm(above10Mev, at, kp, kpTime, warnedUntil, warningTime, hardFlux, hardTime);
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

    /**
     * Integral flux above 50 MeV at an instant of a storm, particles/(cm2 s sr): as measured, or estimated from that above 10 MeV. Without a storm it is 0.
     */
    public double above50Mev(Instant now) {
        if (scale(now) == 0) {
            return 0;
        }
        return hardKnown(now) ? hardFlux : HARD_SHARE * protonFlux;
    }

    /** Whether the flux above 50 MeV is measured, and not estimated. */
    public boolean hardKnown(Instant now) {
        return hardFlux >= 0 && !now.isAfter(hardTime.plus(VALID));
    }

    /** Half decades of what a storm does to hardware. */
    private int hardness(Instant now) {
        return (int) Math.floor(2 * Math.log10(Math.max(0.1, above50Mev(now))));
    }

    /** Whether a forecast that rested on the other would look different: another S scale, or in a storm a whole step of Kp or another half decade of hard protons. */
    public boolean differsFrom(Storm other, Instant now) {
        boolean otherReach = (scale(now) > 0 || expected(now)) && Math.abs(kp(now) - other.kp(now)) >= 1;
        return scale(now) != other.scale(now)
                || expected(now) != other.expected(now)
                || otherReach
                || hardness(now) != other.hardness(now);
    }
}
