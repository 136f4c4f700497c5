package space.penumbra.producers.twin;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.migration.Command;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.radiation.RadiationEnvironment;
import space.penumbra.orbit.upsets.UpsetSensitivity;

/**
 * The simulated fleet: a pure core, advanced through event time by its caller. Equal seeds, designs and commands give equal output, across
 * restarts too. Each node is stepped every {@value #STEP_MILLIS} ms of event time at a phase of its own, so that frames come evenly. Not
 * thread-safe.
 */
public final class FleetTwin {

    /** Event time between two steps of a node. */
    static final long STEP_MILLIS = 10_000;
    /** Event time between two beats of the fleet: one tenth of the nodes is stepped in each. */
    static final long BEAT_MILLIS = 1_000;

    private static final int PHASES = (int) (STEP_MILLIS / BEAT_MILLIS);
    private static final double STEP_SECONDS = STEP_MILLIS / 1000.0;

    private final List<NodeDesign> designs;
    private final long seed;
    private final int stepsPerReport;
    private final NodeBank bank;
    private final JobBoard board;
    private final OrbitBank orbits;
    private final FaultBoard faults;
    private final NodePhysics physics;
    private final FrameReporter reporter;
    private final TwinExecutor executor;
    private final TwinSink sink;
    private final JobArrivals arrivals;
    private final RadiationEnvironment radiation;
    private final StormWatch storm;
    private final UpsetSensitivity[] sensitivities;
    private final double[] capacityRatios;
    private final boolean guarded;
    private TwinTruth.Watch watch = (node, time, seconds) -> {};
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
        this(designs, scenario, seed, reportIntervalSeconds, startMillis, sink, new SunClock());
    }

    /** The same for one of several fleets that go through the same hours and share a clock of the Sun. */
    FleetTwin(
            List<NodeDesign> designs,
            Scenario scenario,
            long seed,
            double reportIntervalSeconds,
            long startMillis,
            TwinSink sink,
            SunClock sun) {
        this.designs = List.copyOf(designs);
        this.seed = seed;
        this.stepsPerReport = (int) Math.max(1, Math.round(reportIntervalSeconds / STEP_SECONDS));
        this.sink = sink;
        this.bank = new NodeBank(designs.size());
        this.board = new JobBoard(
                designs.stream().mapToInt(design -> design.spec().gpuCount()).toArray());
        this.orbits = new OrbitBank(designs, sun);
        this.faults = new FaultBoard(this.designs, new FaultSchedule(seed, scenario.faults()), sink);
        FrameFiller filler = new FrameFiller(bank);
        this.capacityRatios = new double[designs.size()];
        Arrays.setAll(capacityRatios, node -> scenario.fleet().capacityRatio(seed, node));
        this.guarded = scenario.guarded();
        this.physics = new NodePhysics(this.designs, capacityRatios, bank, board, orbits, filler);
        this.reporter = new FrameReporter(seed, bank, filler, faults, scenario.frames(), sink);
        LinkMesh mesh = new LinkMesh(bank, scenario.fleet().longestLinkKm());
        this.executor = new TwinExecutor(designs, bank, board, faults, scenario.commands(), mesh, sink);
        this.arrivals = new JobArrivals(designs, bank, board, scenario.fleet(), seed, sink);
        this.timeMillis = startMillis;
        this.storm = new StormWatch(scenario.storm(), startMillis);
        this.radiation = RadiationEnvironment.of(GeomagneticField.decimalYear(startMillis));
        this.sensitivities = designs.stream()
                .map(design -> UpsetSensitivity.accelerator(design.spec().gpuMemoryGigabytes()))
                .toArray(UpsetSensitivity[]::new);
        SplittableRandom charge = new SplittableRandom(seed);
        for (int node = 0; node < bank.nodes; node++) {
            bank.batteryWattHours[node] = designs.get(node).spec().batteryWattHours() * charge.nextDouble(0.85, 1);
        }
    }

    /**
     * A fleet of the designed constellation with its first work, for use in one process: no topics, as fast as the machine can.
     *
     * @param nodes 1 to {@value TwinSettings#MOST_NODES}
     * @param seed of everything that is drawn
     * @param reportIntervalSeconds event time between frames of a node, a multiple of 10
     * @param start event time of the begin, rounded down to whole 10 s
     * @param sink where frames, workloads, command events and the labels of faults go; called while the fleet is advanced
     * @throws IllegalArgumentException naming the value that cannot be used
     */
    public static FleetTwin inProcess(
            int nodes, long seed, Scenario scenario, double reportIntervalSeconds, Instant start, TwinSink sink) {
        TwinSettings settings = new TwinSettings(
                "in-process", nodes, seed, 1, reportIntervalSeconds, scenario.name(), null, null, start);
        long begin = Math.floorDiv(start.toEpochMilli(), STEP_MILLIS) * STEP_MILLIS;
        List<NodeDesign> designs = FleetDesigner.design(settings, scenario.fleet(), Instant.ofEpochMilli(begin));
        FleetTwin twin = new FleetTwin(designs, scenario, seed, reportIntervalSeconds, begin, sink);
        twin.fill();
        return twin;
    }

    /** Hands a command to the node's agent, which answers through the sink. */
    public void take(Command command) {
        executor.take(command, timeMillis);
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
    public long timeMillis() {
        return timeMillis;
    }

    /** Frames made so far, whatever happened to them on the way. */
    public long framesMade() {
        return framesMade;
    }

    /** The truth, for the score alone. */
    public TwinTruth truth() {
        return new TwinTruth(this);
    }

    /** Has every step of every node told from now on. */
    public void watch(TwinTruth.Watch watcher) {
        watch = watcher;
    }

    double capacityWattHours(int node) {
        return capacityRatios[node] * designs.get(node).spec().batteryWattHours();
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

    FaultBoard faults() {
        return faults;
    }

    JobArrivals arrivals() {
        return arrivals;
    }

    /** The nodes, by their index. */
    public List<NodeDesign> designs() {
        return designs;
    }

    /** Goes on from a stored instant. */
    void resumeAt(long millis) {
        timeMillis = millis;
    }

    /** Advances beat by beat through the last whole beat at or before this event time. */
    public void advanceTo(long millis) {
        while (timeMillis + BEAT_MILLIS <= millis) {
            timeMillis += BEAT_MILLIS;
            executor.beat(timeMillis);
            orbits.at(timeMillis);
            storm.beat(timeMillis, sink);
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
        faults.announce(node, timeMillis, bank);
        ActiveFault[] active = faults.faults(node, timeMillis);
        Impairment impairment = faults.at(node, timeMillis);
        long dice = Dice.mix(seed, node, timeMillis);
        physics.step(node, impairment, active, dice, timeMillis, STEP_SECONDS);
        double flux = radiation.fluxAbove50Mev(
                bank.latitude[node], bank.longitude[node], bank.height[node], storm.pfuAbove50Mev(), storm.kp());
        UpsetModel.strike(
                bank, node, spec.gpuCount(), sensitivities[node], flux, impairment, STEP_SECONDS, Dice.mix(dice + 1));
        count(active, impairment);
        Job touched = guarded
                ? OnBoardGuard.act(bank, board, node, spec)
                : OnBoardGuard.cut(bank, board, node, spec, timeMillis);
        if (touched != null) {
            sink.workload(touched.toWorkload(designs.get(node), timeMillis));
        }
        watch.stepped(node, timeMillis, STEP_SECONDS);
        arrivals.progress(node, timeMillis, STEP_SECONDS);
        if (Math.floorMod(timeMillis / STEP_MILLIS + node * 7919L, (long) stepsPerReport) == 0
                && reporter.report(node, spec, impairment, timeMillis, dice)) {
            framesMade++;
        }
    }

    private void count(ActiveFault[] active, Impairment impairment) {
        for (ActiveFault each : active) {
            FaultKind kind = each.fault.kind();
            boolean more = kind == FaultKind.MEMORY_STACK && impairment.memoryErrors > 0
                    || kind == FaultKind.LEMON_GPU && impairment.lemonErrors > 0;
            each.counted |= more && each.fault.at(timeMillis);
        }
    }
}
