package space.penumbra.cli.bench;

import java.time.Instant;
import java.util.SplittableRandom;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.orbit.heat.ThermalDesign;
import space.penumbra.orbit.heat.ThermalModel;
import space.penumbra.orbit.power.Battery;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.FramePack;

/**
 * Frames as a fleet of eight-GPU nodes would send them in the Sun of a dawn-dusk orbit: every reading reported and most of them new in every
 * frame, with the noise and the steps of real sensors. Power, charge, heat and traffic agree with each other, so that a sound node is silent; one
 * node in {@value #NODES_TO_A_FAULT} breaks while it is watched. What moves a fleet within hours, such as the light of the ground, is left
 * out: this is a load for minutes. The same seed gives the same bytes. Not thread-safe.
 */
final class FrameLoad {

    static final int GPUS = 8;
    /** A fleet that reports every second, the hardest that is asked for. */
    static final int INTERVAL_SECONDS = 1;

    static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    /** Prime to the number of nodes of a plane, so that faults are spread. */
    static final int NODES_TO_A_FAULT = 499;
    /** The first frame, counted from 0, that shows the fault of a node that breaks: by then its detectors know it. */
    static final int FAULT_ROUND = 5;

    private static final int SLOTS_PER_PLANE = 1000;
    private static final long FRAMES_TO_AN_ERROR = 7200;
    private static final double SOLAR_PEAK_WATTS = 14_000;
    private static final double BATTERY_WATT_HOURS = 9_000;
    private static final double COOLING_WATTS = 12_000;
    private static final double GPU_IDLE_WATTS = 90;
    private static final double GPU_MOST_WATTS = 700;
    private static final double BUS_WATTS = 1500;
    /** What conversion adds to the power of the GPUs. */
    private static final double CONVERSION = 1.08;

    private static final double COOLANT_FLOW = 0.3;
    private static final double REVOLUTION_SECONDS = 5850;
    private static final double INCLINATION = Math.toRadians(98);
    private static final double SECONDS_PER_DAY = 86_400;
    /** Local time of the ascending node, hours. */
    private static final double ASCENDS_AT = 6;

    private static final double SQRT_6 = Math.sqrt(6);
    private static final ThermalDesign DESIGN = ThermalDesign.forLoad(COOLING_WATTS);

    private final SplittableRandom random;
    private final TelemetryFrame frame = new TelemetryFrame();
    private final float[] temperatures = new float[GPUS];
    private final float[] powers = new float[GPUS];
    private final float[] utilisations = new float[GPUS];
    private final long[] corrected = new long[GPUS];
    private final long[] uncorrected = new long[GPUS];

    FrameLoad(long seed) {
        random = new SplittableRandom(seed);
    }

    static String nodeId(int node) {
        return String.format("dd650-%02d-%04d", node / SLOTS_PER_PLANE, node % SLOTS_PER_PLANE);
    }

    /** What the node is; its reports come as often as {@link #frame} says. */
    static NodeSpec spec(int node) {
        return new NodeSpec(
                nodeId(node),
                "bench",
                "8 GPU node",
                "dd650",
                node / SLOTS_PER_PLANE,
                GPUS,
                80,
                GPU_IDLE_WATTS,
                GPU_MOST_WATTS,
                BUS_WATTS,
                SOLAR_PEAK_WATTS,
                BATTERY_WATT_HOURS,
                0.3,
                COOLING_WATTS,
                100,
                INTERVAL_SECONDS,
                "orbital",
                false,
                START);
    }

    /** A record of a node's frames from this round on: alone if it is one, else a pack. */
    byte[] record(int node, int round, int pack) {
        if (pack == 1) {
            return FrameCodec.INSTANCE.encode(frame(node, round));
        }
        FramePack packed = new FramePack(nodeId(node));
        for (int i = 0; i < pack; i++) {
            packed.add(frame(node, round + i));
        }
        return packed.take();
    }

    /** What breaks on this node; {@link Fault#NONE} on most. */
    static Fault fault(int node) {
        return node % NODES_TO_A_FAULT != 0 ? Fault.NONE : Fault.BREAKS[node / NODES_TO_A_FAULT % Fault.BREAKS.length];
    }

    /** What can break. */
    enum Fault {
        NONE,
        /** A quarter of the array is lost. */
        ARRAY,
        /** The coolant flows more slowly. */
        FLOW,
        /** The sensor of the cold plate is off. */
        PLATE_SENSOR,
        /** The array no longer faces the Sun. */
        POINTING,
        /** Somebody else uses the processor. */
        NEIGHBOUR;

        private static final Fault[] BREAKS = {ARRAY, FLOW, PLATE_SENSOR, POINTING, NEIGHBOUR};
    }

    /**
     * The next frame of a node; the holder is used again for the next call.
     *
     * @param round counts the frames of the node from 0
     */
    TelemetryFrame frame(int node, int round) {
        double own = (node * 0x9E3779B97F4A7C15L >>> 40) / (double) (1 << 24);
        Fault fault = round < FAULT_ROUND ? Fault.NONE : fault(node);
        double load = 0.6 + 0.3 * own;
        double seconds = (round + own) * INTERVAL_SECONDS;
        frame.nodeId(nodeId(node))
                .timeMillis(START.toEpochMilli() + (long) (seconds * 1000))
                .sequence(round)
                .mode(NodeMode.NOMINAL);
        double meanWatts = CONVERSION * GPUS * gpuWatts(load) + BUS_WATTS;
        double radiator = ThermalModel.steadyRadiatorCelsius(DESIGN, meanWatts);
        double plate = radiator + meanWatts / DESIGN.couplingWattsPerKelvin();
        double busy = gpus(node, round, load, plate);
        power(fault, own, seconds, meanWatts);
        set(Reading.COLD_PLATE_TEMPERATURE, plate + (fault == Fault.PLATE_SENSOR ? 8 : 0) + noise(0.15), 10);
        set(Reading.RADIATOR_TEMPERATURE, radiator + noise(0.15), 10);
        set(Reading.COOLANT_FLOW, COOLANT_FLOW * (fault == Fault.FLOW ? 0.7 : 1) + noise(0.002), 1000);
        double taken = fault == Fault.NEIGHBOUR ? 0.3 : 0;
        set(Reading.CPU_TEMPERATURE, plate + 9 + 6 * (busy + taken) + noise(0.3), 1);
        set(Reading.CPU_UTILISATION, 0.06 + 0.3 * busy + taken + noise(0.01), 1000);
        set(Reading.MEMORY_USED, 0.18 + 0.55 * load + noise(0.003), 1000);
        double traffic = GPUS * busy * 2.5e8;
        set(Reading.LINK_TRANSMIT, traffic * (1 + noise(0.05)), 1e-3);
        set(Reading.LINK_RECEIVE, 0.9 * traffic * (1 + noise(0.05)), 1e-3);
        double pointing = fault == Fault.POINTING ? 12 : 0.15;
        set(Reading.POINTING_ERROR, Math.abs(pointing + noise(0.08)), 100);
        set(Reading.SUN_SENSOR, 1 + noise(0.002), 1000);
        place(own, seconds);
        return frame;
    }

    private static double gpuWatts(double busy) {
        return GPU_IDLE_WATTS + (GPU_MOST_WATTS - GPU_IDLE_WATTS) * busy;
    }

    /** What the GPUs say; their mean use. */
    private double gpus(int node, int round, double load, double plateCelsius) {
        double watts = 0;
        double use = 0;
        double hottest = 0;
        long errors = 0;
        for (int gpu = 0; gpu < GPUS; gpu++) {
            double busy = Math.max(0, Math.min(1, rounded(load + noise(0.02), 1000)));
            double celsius = rounded(ThermalModel.dieCelsius(DESIGN, plateCelsius, gpuWatts(busy)) + noise(0.4), 1);
            powers[gpu] = (float) rounded(gpuWatts(busy), 1);
            temperatures[gpu] = (float) celsius;
            utilisations[gpu] = (float) busy;
            // Each GPU errs as often as the others, as in one flux: one of them every quarter of an hour.
            corrected[gpu] = (round + (node * 31L + gpu * 977L) % FRAMES_TO_AN_ERROR) / FRAMES_TO_AN_ERROR;
            errors += corrected[gpu];
            watts += powers[gpu];
            use += busy / GPUS;
            hottest = Math.max(hottest, celsius);
        }
        set(Reading.GPU_UTILISATION, use, 1000);
        set(Reading.GPU_TEMPERATURE_MAX, hottest, 1);
        set(Reading.GPU_MEMORY_TEMPERATURE_MAX, hottest + 0.007 * watts / GPUS, 1);
        set(Reading.GPU_POWER, watts, 1);
        set(Reading.LOAD_POWER, watts * CONVERSION + BUS_WATTS + noise(6), 1);
        for (Counter counter : Counter.values()) {
            frame.set(counter, 0);
        }
        frame.set(Counter.CORRECTED_ERRORS, errors);
        frame.gpuTemperatureCelsius(temperatures)
                .gpuPowerWatts(powers)
                .gpuUtilisationRatio(utilisations)
                .gpuCorrectedErrors(corrected)
                .gpuUncorrectedErrors(uncorrected);
        return use;
    }

    /** Array, battery and bus: what the load leaves of the Sun's power charges the battery until it is full. */
    private void power(Fault fault, double own, double seconds, double meanWatts) {
        double facing = fault == Fault.POINTING ? Math.cos(Math.toRadians(12)) : 1;
        double solar = SOLAR_PEAK_WATTS * (0.94 + 0.03 * own) * facing * (fault == Fault.ARRAY ? 0.75 : 1);
        double load = frame.get(Reading.LOAD_POWER);
        double charge = Battery.step(0.5 + 0.45 * own, solar - meanWatts, seconds, BATTERY_WATT_HOURS);
        double through = charge < 1 ? load - solar : 0;
        set(Reading.SOLAR_POWER, solar + noise(8), 1);
        set(Reading.BATTERY_POWER, through + noise(6), 1);
        set(Reading.BATTERY_CHARGE, Math.min(1, charge + noise(0.0008)), 2000);
        set(Reading.BATTERY_TEMPERATURE, 16 + 4 * own + noise(0.1), 10);
        set(Reading.BUS_VOLTAGE, 92 + 14 * charge + noise(0.15), 20);
        set(Reading.POWER_MARGIN, solar - load + noise(8), 1);
    }

    /** Where it is, on a circle over the line between day and night. */
    private void place(double own, double seconds) {
        double along = 2 * Math.PI * (own + seconds / REVOLUTION_SECONDS);
        double hours = ASCENDS_AT - 24 * seconds / SECONDS_PER_DAY;
        double east = Math.atan2(Math.cos(INCLINATION) * Math.sin(along), Math.cos(along));
        set(Reading.LATITUDE, Math.toDegrees(Math.asin(Math.sin(INCLINATION) * Math.sin(along))), 1e4);
        set(Reading.LONGITUDE, Math.IEEEremainder(15 * hours + Math.toDegrees(east), 360), 1e4);
        set(Reading.ALTITUDE, 650 + 4 * Math.cos(along), 1e3);
    }

    private void set(Reading reading, double value, double perUnit) {
        frame.set(reading, rounded(value, perUnit));
    }

    /** Noise of this standard deviation, never beyond two and a half of them. */
    private double noise(double sigma) {
        return (random.nextDouble() + random.nextDouble() - 1) * sigma * SQRT_6;
    }

    private static double rounded(double value, double perUnit) {
        return Math.rint(value * perUnit) / perUnit;
    }
}
