package space.penumbra.producers.twin;

import java.util.List;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.orbit.heat.ThermalDesign;
import space.penumbra.orbit.heat.ThermalModel;
import space.penumbra.orbit.power.Battery;
import space.penumbra.orbit.power.ComputeLoad;
import space.penumbra.orbit.power.SolarArray;

/** Load, power and heat of a node in one step, faults included. Not thread-safe. */
final class NodePhysics {

    /** What idle GPUs and the bus still draw in safe mode. */
    private static final double SAFE_RATIO = 0.4;
    /** The radiator is built for less than the full load all the time: 175 kW at 165 kW in the published design. */
    private static final double COOLING_RESERVE_RATIO = 0.95;
    /** How fast a battery follows what warms it. */
    private static final double BATTERY_LAG_SECONDS = 1800;

    private final List<NodeDesign> designs;
    /** What each battery has left of what was built. */
    private final double[] capacityRatios;

    private final NodeBank bank;
    private final JobBoard board;
    private final OrbitBank orbits;
    private final FrameFiller filler;
    private final ThermalDesign[] coolings;
    private final double[] heat = new double[2];

    NodePhysics(
            List<NodeDesign> designs,
            double[] capacityRatios,
            NodeBank bank,
            JobBoard board,
            OrbitBank orbits,
            FrameFiller filler) {
        this.designs = designs;
        this.capacityRatios = capacityRatios;
        this.bank = bank;
        this.board = board;
        this.orbits = orbits;
        this.filler = filler;
        this.coolings = designs.stream()
                .map(design -> ThermalDesign.forLoad(design.spec().coolingWatts() * COOLING_RESERVE_RATIO))
                .toArray(ThermalDesign[]::new);
    }

    /** Moves the node by a step. Its faults' sound shadows go with it. */
    void step(int node, Impairment impairment, ActiveFault[] faults, long dice, long timeMillis, double seconds) {
        NodeSpec spec = designs.get(node).spec();
        load(node, spec, impairment, dice);
        power(node, spec, impairment, seconds);
        heat(node, impairment.coupling, seconds);
        for (ActiveFault active : faults) {
            if (active.begun && active.fault.at(timeMillis)) {
                follow(active, node, spec, seconds);
            }
        }
    }

    private void load(int node, NodeSpec spec, Impairment impairment, long dice) {
        double watts = 0;
        double utilisation = 0;
        double throttle = OnBoardGuard.throttleRatio(bank, node, spec);
        boolean safe = OnBoardGuard.mode(bank, node, spec) == NodeMode.SAFE;
        long own = Dice.mix(dice ^ 0x6B);
        for (int gpu = 0; gpu < spec.gpuCount(); gpu++) {
            Job job = board.worksOn(node, gpu);
            double share = 0;
            double dynamic = 0;
            if (job != null && job.working()) {
                double jitter = job.utilisation > 0 ? Dice.gaussian(Dice.mix(own + gpu)) * 0.02 : 0;
                double wanted = (job.utilisation + jitter) * (1 - impairment.neighbour);
                share = Math.max(0, Math.min(1, Math.rint(wanted * 100) / 100));
                dynamic = share * job.intensity * throttle * (job.capped ? Job.CAP_RATIO : 1);
            }
            double idle = spec.gpuIdleWatts() * (safe && share == 0 ? SAFE_RATIO : 1);
            double drawn = Math.rint(idle + (spec.gpuMaxWatts() - spec.gpuIdleWatts()) * dynamic);
            filler.gpu(spec.gpuCount(), gpu, drawn, share);
            watts += drawn;
            utilisation += share;
        }
        bank.gpuWatts[node] = watts;
        bank.gpuUtilisation[node] = utilisation / spec.gpuCount();
        bank.loadWatts[node] = ComputeLoad.nodeWatts(watts, spec.busWatts() * (safe ? SAFE_RATIO : 1));
    }

    private void power(int node, NodeSpec spec, Impairment impairment, double seconds) {
        double incidence = impairment.pointingDegrees == 0 ? 1 : Math.cos(Math.toRadians(impairment.pointingDegrees));
        bank.solarWatts[node] = SolarArray.outputWatts(
                spec.solarPeakWatts() * impairment.strings,
                bank.illumination[node],
                orbits.sunDistanceKm(),
                incidence,
                0);
        double surplus = bank.solarWatts[node] - bank.loadWatts[node];
        double capacity = spec.batteryWattHours();
        double charge = bank.batteryWattHours[node] / capacity;
        bank.batteryWattHours[node] = capacity
                * Battery.step(charge, surplus, seconds, capacity * capacityRatios[node] * impairment.capacity);
        // The battery warms with the power that passes it, and follows the structure slowly.
        double warm = 18 + 6 * Math.min(1.5, Math.abs(surplus) / (capacity * 2));
        bank.batteryCelsius[node] += (warm - bank.batteryCelsius[node]) * seconds / BATTERY_LAG_SECONDS;
    }

    private void heat(int node, double coupling, double seconds) {
        heat[0] = bank.plateCelsius[node];
        heat[1] = bank.radiatorCelsius[node];
        ThermalModel.step(
                coolings[node], heat, 0, bank.loadWatts[node], coupling, orbits.sunlitGroundCosine(), seconds);
        bank.plateCelsius[node] = heat[0];
        bank.radiatorCelsius[node] = heat[1];
    }

    /** Moves what the node would be without the fault, under the same load and Sun. */
    private void follow(ActiveFault active, int node, NodeSpec spec, double seconds) {
        if (active.fault.kind() == FaultKind.COOLING_LOOP) {
            ThermalModel.step(
                    coolings[node],
                    active.soundCelsius,
                    0,
                    bank.loadWatts[node],
                    1,
                    orbits.sunlitGroundCosine(),
                    seconds);
        } else if (active.fault.kind() == FaultKind.BATTERY_FADE) {
            double surplus = bank.solarWatts[node] - bank.loadWatts[node];
            double sound = spec.batteryWattHours() * capacityRatios[node];
            active.soundCharge = Battery.step(active.soundCharge, surplus, seconds, sound);
        }
    }
}
