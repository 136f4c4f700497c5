package space.penumbra.cli.bench;

import java.time.Instant;
import java.util.SplittableRandom;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.FramePack;

/**
 * Frames as a fleet of eight-GPU nodes would send them: every reading reported, each node near values of its own, read to the
 * resolution of real sensors, and now and then a memory error. The same seed gives the same bytes. Not thread-safe.
 */
final class FrameLoad {

    static final int GPUS = 8;
    /** A fleet that reports every second, the hardest that is asked for. */
    static final int INTERVAL_SECONDS = 1;

    static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private static final int SLOTS_PER_PLANE = 1000;
    private static final long FRAMES_TO_AN_ERROR = 7200;

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
                90,
                700,
                1500,
                14_000,
                9_000,
                0.3,
                12_000,
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

    /**
     * The next frame of a node; the holder is used again for the next call.
     *
     * @param round counts the frames of the node from 0
     */
    TelemetryFrame frame(int node, int round) {
        double own = (node * 0x9E3779B97F4A7C15L >>> 40) / (double) (1 << 24);
        double load = 0.6 + 0.3 * own;
        frame.nodeId(nodeId(node))
                .timeMillis(START.toEpochMilli()
                        + round * INTERVAL_SECONDS * 1000L
                        + (long) (own * INTERVAL_SECONDS * 1000))
                .sequence(round)
                .mode(NodeMode.NOMINAL);
        double watts = 0;
        long errors = 0;
        for (int gpu = 0; gpu < GPUS; gpu++) {
            double busy = rounded(load + noise(0.05), 100);
            powers[gpu] = (float) rounded(90 + 610 * busy, 1);
            temperatures[gpu] = (float) rounded(38 + 26 * busy + noise(1), 1);
            utilisations[gpu] = (float) busy;
            corrected[gpu] = (round + (node * 31L + gpu * 977L) % FRAMES_TO_AN_ERROR) / FRAMES_TO_AN_ERROR;
            errors += corrected[gpu];
            watts += powers[gpu];
        }
        double orbit = 2 * Math.PI * (own + round * INTERVAL_SECONDS / 5850.0);
        set(Reading.SOLAR_POWER, 13_200 + noise(60), 1);
        set(Reading.LOAD_POWER, watts * 1.08 + 1500, 1);
        set(Reading.BATTERY_POWER, noise(40), 1);
        set(Reading.BATTERY_CHARGE, 0.93 + 0.05 * own, 1000);
        set(Reading.BATTERY_TEMPERATURE, 17 + 3 * own + noise(0.2), 10);
        set(Reading.BUS_VOLTAGE, 120.4 + noise(0.3), 10);
        set(Reading.POWER_MARGIN, 13_200 - watts * 1.08 - 1500 + noise(60), 1);
        set(Reading.COLD_PLATE_TEMPERATURE, 31 + 6 * load + noise(0.3), 10);
        set(Reading.RADIATOR_TEMPERATURE, 22 + 5 * load + noise(0.3), 10);
        set(Reading.COOLANT_FLOW, 0.42 + noise(0.01), 1000);
        set(Reading.CPU_TEMPERATURE, 51 + 8 * load + noise(1), 1);
        set(Reading.CPU_UTILISATION, 0.3 + 0.2 * own + noise(0.05), 100);
        set(Reading.MEMORY_USED, 0.55 + 0.2 * own, 1000);
        set(Reading.GPU_UTILISATION, load, 100);
        set(Reading.GPU_TEMPERATURE_MAX, 40 + 26 * load, 1);
        set(Reading.GPU_MEMORY_TEMPERATURE_MAX, 48 + 26 * load + noise(1), 1);
        set(Reading.GPU_POWER, watts, 1);
        set(Reading.LINK_TRANSMIT, 2e8 * own + Math.abs(noise(1e6)), 1e-3);
        set(Reading.LINK_RECEIVE, 3e8 * own + Math.abs(noise(1e6)), 1e-3);
        set(Reading.POINTING_ERROR, 0.3 + Math.abs(noise(0.1)), 100);
        set(Reading.SUN_SENSOR, 1, 100);
        set(Reading.LATITUDE, 82 * Math.sin(orbit), 1e4);
        set(Reading.LONGITUDE, Math.IEEEremainder(360 * (own * 37 + round * 0.0018), 360), 1e4);
        set(Reading.ALTITUDE, 650 + 4 * Math.cos(orbit), 1e3);
        for (Counter counter : Counter.values()) {
            frame.set(counter, 0);
        }
        frame.set(Counter.CORRECTED_ERRORS, errors);
        return frame.gpuTemperatureCelsius(temperatures)
                .gpuPowerWatts(powers)
                .gpuUtilisationRatio(utilisations)
                .gpuCorrectedErrors(corrected)
                .gpuUncorrectedErrors(uncorrected);
    }

    private void set(Reading reading, double value, double perUnit) {
        frame.set(reading, rounded(value, perUnit));
    }

    private double noise(double width) {
        return (random.nextDouble() + random.nextDouble() - 1) * width;
    }

    private static double rounded(double value, double perUnit) {
        return Math.rint(value * perUnit) / perUnit;
    }
}
