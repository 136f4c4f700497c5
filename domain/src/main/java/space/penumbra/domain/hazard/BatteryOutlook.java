package space.penumbra.domain.hazard;

import java.util.List;
import space.penumbra.orbit.power.Battery;
import space.penumbra.orbit.upsets.NormalDistribution;

/**
 * When a battery reaches its floor: its charge is followed through light and shadow under the present load, and how late the floor is met is
 * as uncertain as the usable capacity, the load and the reading of the charge. Stateless.
 */
final class BatteryOutlook {

    /** Share of the built capacity that is expected to be usable: cells age, and no topic says how far. */
    private static final double USABLE_RATIO = 0.95;

    private static final double USABLE_SIGMA_RATIO = 0.03;
    private static final double CHARGE_SIGMA_RATIO = 0.01;
    private static final double LOAD_SIGMA_RATIO = 0.04;
    private static final double SOLAR_SIGMA_RATIO = 0.04;
    private static final double SECONDS_PER_HOUR = 3600;

    private BatteryOutlook() {}

    /**
     * A battery now.
     *
     * @param chargeRatio state of charge, 0 to 1
     * @param floorRatio state of charge below which nothing may be planned
     * @param wattHours capacity as built
     * @param loadWatts load that is expected to go on
     * @param sunlitWatts output of the array in the light
     */
    record Present(double chargeRatio, double floorRatio, double wattHours, double loadWatts, double sunlitWatts) {

        boolean known() {
            return wattHours > 0 && chargeRatio >= 0 && loadWatts > 0 && sunlitWatts >= 0 && floorRatio >= 0;
        }
    }

    /** A stretch of shadow, in seconds from now. */
    record Shadow(double begin, double end) {}

    /**
     * The first crossing of the floor that is likely enough, and when the charge is back above it.
     *
     * @param crossing when the floor is reached; {@link Crossing#NONE} if it is not
     * @param backSeconds when the charge has come back, at the end of the time looked at if it does not
     * @param lowestRatio state of charge at the end of the stretch in which it is reached, under what is expected
     */
    record Fall(Crossing crossing, double backSeconds, double lowestRatio) {

        static final Fall NONE = new Fall(Crossing.NONE, 0, Double.NaN);
    }

    /**
     * Follows the charge.
     *
     * @param shadows in order, none overlapping another
     * @param seconds time to look at
     * @param least probability from which a crossing counts
     */
    static Fall fall(Present battery, List<Shadow> shadows, double seconds, double least) {
        double charge = battery.chargeRatio;
        double at = 0;
        for (Shadow shadow : shadows) {
            if (shadow.end <= at || shadow.begin >= seconds) {
                continue;
            }
            double dark = Math.max(at, shadow.begin);
            Fall inLight = within(battery, charge, at, dark, battery.sunlitWatts);
            if (inLight.crossing.probability() >= least) {
                return back(battery, inLight, shadows, seconds);
            }
            charge = after(battery, charge, dark - at, battery.sunlitWatts);
            Fall inDark = within(battery, charge, dark, shadow.end, 0);
            if (inDark.crossing.probability() >= least) {
                return back(battery, inDark, shadows, seconds);
            }
            charge = after(battery, charge, shadow.end - dark, 0);
            at = shadow.end;
        }
        Fall inLight = within(battery, charge, at, seconds, battery.sunlitWatts);
        return inLight.crossing.probability() >= least ? back(battery, inLight, shadows, seconds) : Fall.NONE;
    }

    /** The crossing inside one stretch; its end stands for the time when the charge is back. */
    private static Fall within(Present battery, double charge, double from, double to, double solarWatts) {
        double drain = (battery.loadWatts - solarWatts) / Battery.ONE_WAY_EFFICIENCY;
        if (drain <= 0 || to <= from) {
            return Fall.NONE;
        }
        double capacity = battery.wattHours * USABLE_RATIO * SECONDS_PER_HOUR;
        double toFloor = (charge - battery.floorRatio) * capacity / drain;
        double powerSigma = Math.hypot(battery.loadWatts * LOAD_SIGMA_RATIO, solarWatts * SOLAR_SIGMA_RATIO) / drain;
        double sigma = Math.hypot(
                Math.max(0, toFloor) * Math.hypot(USABLE_SIGMA_RATIO / USABLE_RATIO, powerSigma),
                CHARGE_SIGMA_RATIO * capacity / drain);
        double probability = NormalDistribution.below((to - from - toFloor) / sigma);
        Crossing crossing = Crossing.of(probability, z -> from + Math.max(0, toFloor + z * sigma));
        return new Fall(crossing, to, after(battery, charge, to - from, solarWatts));
    }

    private static Fall back(Present battery, Fall fall, List<Shadow> shadows, double seconds) {
        double end = fall.backSeconds;
        double lit = Double.POSITIVE_INFINITY;
        for (Shadow shadow : shadows) {
            lit = shadow.begin > end ? Math.min(lit, shadow.begin) : lit;
        }
        double gain = (battery.sunlitWatts - battery.loadWatts) * Battery.ONE_WAY_EFFICIENCY;
        double missing = Math.max(0, battery.floorRatio - fall.lowestRatio)
                * battery.wattHours
                * USABLE_RATIO
                * SECONDS_PER_HOUR;
        double back = gain > 0 ? end + missing / gain : seconds;
        // What one stretch of light does not bring back is not followed further: the battery is at its floor till then.
        double until = Math.min(Math.min(back, lit), seconds);
        return new Fall(fall.crossing, Math.max(end, until), fall.lowestRatio);
    }

    private static double after(Present battery, double charge, double seconds, double solarWatts) {
        double capacity = battery.wattHours * USABLE_RATIO;
        return Battery.step(charge, solarWatts - battery.loadWatts, seconds, capacity);
    }
}
