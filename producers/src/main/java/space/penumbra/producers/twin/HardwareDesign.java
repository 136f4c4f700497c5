package space.penumbra.producers.twin;

import java.time.Instant;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.orbit.constellation.ConstellationSlot;
import space.penumbra.orbit.power.Battery;
import space.penumbra.orbit.power.ComputeLoad;

/**
 * Builds a node for its orbit. The array carries the full load and recharges the battery in the sunlit part of the worst revolution; about two
 * nodes in five have a battery for the whole longest eclipse, two in five for 30 to 70 % of it, and one in five for 20 to 30 %.
 */
final class HardwareDesign {

    /** State of charge below which nothing may be planned: a depth of discharge of 70 %. */
    static final double BATTERY_FLOOR_RATIO = 1 - Battery.FLOOR_DEPTH_RATIO;

    private static final double EARTH_RADIUS_KM = 6378.137;
    private static final double MU = 398600.4418;

    private HardwareDesign() {}

    static NodeSpec build(ConstellationSlot slot, long seed, int node, double reportIntervalSeconds, Instant time) {
        long dice = Dice.mix(seed, 0xB111D, node);
        boolean large = Dice.uniform(dice) < 0.5;
        int gpus = large ? 16 : 8;
        double idle = large ? 100 : 75;
        double most = large ? 1000 : 700;
        double bus = large ? 1500 : 1000;
        double load = ComputeLoad.nodeWatts(gpus * most, bus);

        double periodHours = slot.elements().periodMinutes() / 60;
        double radius = Math.cbrt(MU * Math.pow(periodHours * 3600 / (2 * Math.PI), 2));
        double darkShare = Math.asin(Math.min(1, EARTH_RADIUS_KM / radius)) / Math.PI;
        // A dawn-dusk plane sees shorter eclipses, and only in their season.
        boolean dawnDusk = slot.elements().inclinationDegrees() > 90;
        double arrayShare = dawnDusk ? 0.22 : darkShare;
        double array = load * 1.12 / (1 - arrayShare);
        double eclipseWattHours = load * darkShare * periodHours / Battery.ONE_WAY_EFFICIENCY;
        double battery = eclipseWattHours * cover(Dice.uniform(Dice.mix(dice, 1, 0))) / (1 - BATTERY_FLOOR_RATIO);
        return new NodeSpec(
                slot.nodeId(),
                "twin",
                large ? "16 x 1000 W accelerator" : "8 x 700 W accelerator",
                slot.shell(),
                slot.plane(),
                gpus,
                large ? 192 : 80,
                idle,
                most,
                bus,
                Math.rint(array / 50) * 50,
                Math.rint(battery / 10) * 10,
                BATTERY_FLOOR_RATIO,
                load,
                100,
                reportIntervalSeconds,
                DefaultRules.ORBITAL,
                false,
                time);
    }

    private static double cover(double dice) {
        if (dice < 0.4) {
            return 1.1 + 0.3 * (dice / 0.4);
        }
        if (dice < 0.8) {
            return 0.3 + 0.4 * (dice - 0.4) / 0.4;
        }
        return 0.2 + 0.1 * (dice - 0.8) / 0.2;
    }
}
