package space.penumbra.producers.twin;

import java.util.List;
import java.util.SplittableRandom;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.heat.ThermalDesign;
import space.penumbra.orbit.heat.ThermalModel;
import space.penumbra.orbit.power.Battery;
import space.penumbra.orbit.power.ComputeLoad;
import space.penumbra.orbit.power.SolarArray;
import space.penumbra.orbit.radiation.RadiationEnvironment;
import space.penumbra.orbit.upsets.UpsetSensitivity;

/**
 * The simulated fleet: a pure core, advanced through event time by its caller. Equal seeds, designs and commands give equal output, across
 * restarts too. Each node is stepped every {@value #STEP_MILLIS} ms of event time at a phase of its own, so that frames come evenly. Not
 * thread-safe.
 */
final class FleetTwin {

    /** Event time between two steps of a node. */
    static final long STEP_MILLIS = 10_000;
    /** Event time between two beats of the fleet: one tenth of the nodes is stepped in each. */
    static final long BEAT_MILLIS = 1_000;

    private static final int PHASES = (int) (STEP_MILLIS / BEAT_MILLIS);
    /** What idle GPUs and the bus still draw in safe mode. */
    private static final double SAFE_RATIO = 0.4;

    /** The radiator is built for less than the full load all the time: 175 kW at 165 kW in the published design. */
    private static final double COOLING_RESERVE_RATIO = 0.95;

    private static final double STEP_SECONDS = STEP_MILLIS / 1000.0;
    /** Without an event the planetary index changes nothing for trapped protons. */
    private static final double QUIET_KP = 2;

    private final List<NodeDesign> designs;
    private final Scenario scenario;
    private final long seed;
    private final int stepsPerReport;
    private final NodeBank bank;
    private final JobBoard board;
    private final OrbitBank orbits;
    private final FaultSchedule faults;
    private final FrameFiller filler;
    private final TwinExecutor executor;
    private final TwinSink sink;
    private final JobArrivals arrivals;
    private final RadiationEnvironment radiation;
    private final UpsetSensitivity[] sensitivities;
    private final ThermalDesign[] coolings;
    private final double[] heat = new double[2];
    private volatile long timeMillis;
    private long framesMade;

    /**
     * A fleet at its begin: batteries full, work placed.
     *
     * @param designs the nodes
     * @param seed of everything that is drawn
     * @param reportIntervalSeconds event time between frames of a node; rounded to whole steps
     * @param startMillis event time of the begin, a multiple of {@value #STEP_MILLIS}
     */
    FleetTwin(
            List<NodeDesign> designs,
            Scenario scenario,
            long seed,
            double reportIntervalSeconds,
            long startMillis,
            TwinSink sink) {
        this.designs = List.copyOf(designs);
        this.scenario = scenario;
        this.seed = seed;
        this.stepsPerReport = (int) Math.max(1, Math.round(reportIntervalSeconds / STEP_SECONDS));
        this.sink = sink;
        this.bank = new NodeBank(designs.size());
        this.board = new JobBoard(
                designs.stream().mapToInt(design -> design.spec().gpuCount()).toArray());
        this.orbits = new OrbitBank(designs);
        this.faults = new FaultSchedule(seed, scenario);
        this.filler = new FrameFiller(bank);
        this.executor = new TwinExecutor(designs, bank, board, scenario, sink);
        this.arrivals = new JobArrivals(designs, bank, board, seed, sink);
        this.timeMillis = startMillis;
        this.radiation = RadiationEnvironment.of(GeomagneticField.decimalYear(startMillis));
        this.sensitivities = designs.stream()
                .map(design -> UpsetSensitivity.accelerator(design.spec().gpuMemoryGigabytes()))
                .toArray(UpsetSensitivity[]::new);
        this.coolings = designs.stream()
                .map(design -> ThermalDesign.forLoad(design.spec().coolingWatts() * COOLING_RESERVE_RATIO))
                .toArray(ThermalDesign[]::new);
        SplittableRandom charge = new SplittableRandom(seed);
        for (int node = 0; node < bank.nodes; node++) {
            bank.batteryWattHours[node] = designs.get(node).spec().batteryWattHours() * charge.nextDouble(0.85, 1);
        }
    }

    /** Gives the fleet its first work and reports all of it. Once, at the begin; a restored fleet has its work. */
    void fill() {
        orbits.at(timeMillis);
        for (int node = 0; node < bank.nodes; node++) {
            orbits.locate(node, bank);
        }
        arrivals.fill(timeMillis);
    }

    /** Event time through which the fleet has been advanced. */
    long timeMillis() {
        return timeMillis;
    }

    long framesMade() {
        return framesMade;
    }

    TwinExecutor executor() {
        return executor;
    }

    JobBoard board() {
        return board;
    }

    NodeBank bank() {
        return bank;
    }

    JobArrivals arrivals() {
        return arrivals;
    }

    List<NodeDesign> designs() {
        return designs;
    }

    /** Goes on from a stored instant. */
    void resumeAt(long millis) {
        timeMillis = millis;
    }

    /** Advances beat by beat through the last whole beat at or before this event time. */
    void advanceTo(long millis) {
        while (timeMillis + BEAT_MILLIS <= millis) {
            timeMillis += BEAT_MILLIS;
            executor.beat(timeMillis);
            orbits.at(timeMillis);
            int phase = (int) Math.floorMod(timeMillis / BEAT_MILLIS, (long) PHASES);
            for (int node = phase; node < bank.nodes; node += PHASES) {
                step(node);
            }
            arrivals.beat(timeMillis);
        }
    }

    private void step(int node) {
        NodeSpec spec = designs.get(node).spec();
        orbits.locate(node, bank);
        if (bank.decayed[node]) {
            return;
        }
        long dice = Dice.mix(seed, node, timeMillis);
        loadOf(node, spec, dice);
        powerOf(node, spec);
        heatOf(node);
        double flux =
                radiation.fluxAbove50Mev(bank.latitude[node], bank.longitude[node], bank.height[node], 0, QUIET_KP);
        boolean failing = faults.active(FaultKind.MEMORY, node, timeMillis);
        UpsetModel.strike(
                bank, node, spec.gpuCount(), sensitivities[node], flux, failing, STEP_SECONDS, Dice.mix(dice + 1));
        Job guarded = OnBoardGuard.act(bank, board, node, spec);
        if (guarded != null) {
            sink.workload(guarded.toWorkload(designs.get(node), timeMillis));
        }
        arrivals.progress(node, timeMillis, STEP_SECONDS);
        if (Math.floorMod(timeMillis / STEP_MILLIS + node * 7919L, (long) stepsPerReport) == 0) {
            report(node, spec, dice);
        }
    }

    private void loadOf(int node, NodeSpec spec, long dice) {
        double watts = 0;
        double utilisation = 0;
        double throttle = OnBoardGuard.throttleRatio(bank, node, spec);
        boolean safe = OnBoardGuard.mode(bank, node, spec) == NodeMode.SAFE;
        for (int gpu = 0; gpu < spec.gpuCount(); gpu++) {
            Job job = board.worksOn(node, gpu);
            double share = 0;
            double dynamic = 0;
            if (job != null && job.working()) {
                double jitter = Dice.gaussian(Dice.mix(dice, gpu, 0x6B)) * 0.02;
                share = Math.max(0, Math.min(1, Math.rint((job.utilisation + jitter) * 100) / 100));
                dynamic = share * throttle * (job.capped ? Job.CAP_RATIO : 1);
            }
            double idle = spec.gpuIdleWatts() * (safe && share == 0 ? SAFE_RATIO : 1);
            double own = Math.rint(idle + (spec.gpuMaxWatts() - spec.gpuIdleWatts()) * dynamic);
            filler.gpu(spec.gpuCount(), gpu, own, share);
            watts += own;
            utilisation += share;
        }
        bank.gpuWatts[node] = watts;
        bank.gpuUtilisation[node] = utilisation / spec.gpuCount();
        bank.loadWatts[node] = ComputeLoad.nodeWatts(watts, spec.busWatts() * (safe ? SAFE_RATIO : 1));
    }

    private void powerOf(int node, NodeSpec spec) {
        double strings = faults.active(FaultKind.ARRAY, node, timeMillis) ? 1 - scenario.arraySeverityRatio() : 1;
        bank.solarWatts[node] = SolarArray.outputWatts(
                spec.solarPeakWatts() * strings, bank.illumination[node], orbits.sunDistanceKm(), 1, 0);
        double surplus = bank.solarWatts[node] - bank.loadWatts[node];
        double capacity = spec.batteryWattHours();
        bank.batteryWattHours[node] =
                capacity * Battery.step(bank.batteryWattHours[node] / capacity, surplus, STEP_SECONDS, capacity);
        // The battery warms with the power that passes it, and follows the structure slowly.
        double warm = 18 + 6 * Math.min(1.5, Math.abs(surplus) / (spec.batteryWattHours() * 2));
        bank.batteryCelsius[node] += (warm - bank.batteryCelsius[node]) * STEP_SECONDS / 1800;
    }

    private void heatOf(int node) {
        boolean degraded = faults.active(FaultKind.COOLING, node, timeMillis);
        heat[0] = bank.plateCelsius[node];
        heat[1] = bank.radiatorCelsius[node];
        ThermalModel.step(
                coolings[node],
                heat,
                0,
                bank.loadWatts[node],
                degraded ? 1 - scenario.coolingSeverityRatio() : 1,
                orbits.sunlitGroundCosine(),
                STEP_SECONDS);
        bank.plateCelsius[node] = heat[0];
        bank.radiatorCelsius[node] = heat[1];
    }

    private void report(int node, NodeSpec spec, long dice) {
        long sequence = bank.sequence[node]++;
        if (faults.active(FaultKind.SILENCE, node, timeMillis)) {
            return;
        }
        boolean stuck = faults.active(FaultKind.STUCK_SENSOR, node, timeMillis);
        TelemetryFrame frame = filler.fill(node, spec, timeMillis, Dice.mix(dice + 2), stuck);
        frame.sequence(sequence);
        FrameFlaw flaw = FrameFlaw.draw(scenario, Dice.mix(dice + 3));
        if (flaw == FrameFlaw.IMPLAUSIBLE) {
            frame.set(Reading.BUS_VOLTAGE, 65_535);
        } else if (flaw == FrameFlaw.LATE) {
            frame.timeMillis(timeMillis - 600_000);
        }
        framesMade++;
        sink.frame(node, frame, flaw);
    }
}
