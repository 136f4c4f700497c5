package space.penumbra.producers.twin;

import java.time.Instant;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.orbit.constellation.ConstellationSlot;
import space.penumbra.orbit.power.Battery;
import space.penumbra.orbit.power.ComputeLoad;

/**
 * Builds a node for its orbit. The array carries the full load and recharges the battery in the sunlit part of the worst revolution; how much of
 * the longest eclipse the battery covers is for the {@link FleetMix} to say: in the ordinary fleet two nodes in five have it whole, two in five 30
 * to 70 % of it, and one in five 20 to 30 %.
 */
final class HardwareDesign {

    /** State of charge below which nothing may be planned: a depth of discharge of 70 %. */
    static final double BATTERY_FLOOR_RATIO = 1 - Battery.FLOOR_DEPTH_RATIO;

    /** Radiators have a quarter to spare: built for the full load alone they would run dies of 1 kW at 90 degrees Celsius, where those slow down. */
    private static final double COOLING_RESERVE = 1.25;

    /** A battery that must carry the node at rest is built to do so at the end of its life. */
    private static final double REST_RESERVE = 1.2;

    private static final double EARTH_RADIUS_KM = 6378.137;
    private static final double MU = 398600.4418;

    private HardwareDesign() {}

    static NodeSpec build(
            ConstellationSlot slot, FleetMix mix, long seed, int node, double reportIntervalSeconds, Instant time) {
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
        double darkHours = darkShare * periodHours / Battery.ONE_WAY_EFFICIENCY;
        double cover = Dice.uniform(Dice.mix(dice, 1, 0));
        double rest = mix.restCovered() && mix.small(cover) ? ComputeLoad.nodeWatts(gpus * idle, bus) : 0;
        double battery =
                darkHours * (rest * REST_RESERVE + (load - rest) * mix.cover(cover)) / (1 - BATTERY_FLOOR_RATIO);
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
                Math.rint(load * COOLING_RESERVE / 50) * 50,
                mix.linkGigabitsPerSecond(),
                reportIntervalSeconds,
                DefaultRules.ORBITAL,
                false,
                time);
    }
}
