package space.penumbra.producers.twin;

import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Turns the state of a node into what its sensors report: noise, then the steps of the converter. One frame and its arrays are filled again and
 * again. Not thread-safe.
 */
final class FrameFiller {

    /** Longest arrays first; one set for each number of GPUs, because a frame's arrays say how many there are. */
    private final GpuArrays[] arrays = new GpuArrays[NodeBank.MAX_GPUS + 1];

    private final TelemetryFrame frame = new TelemetryFrame();
    private final NodeBank bank;
    private long dice;

    /** How much hotter a memory stack is than the die beside it, per watt of the GPU. */
    private static final double MEMORY_KELVIN_PER_WATT = 0.007;

    FrameFiller(NodeBank bank) {
        this.bank = bank;
    }

    private static final class GpuArrays {
        final float[] celsius;
        final float[] watts;
        final float[] utilisation;
        final long[] corrected;
        final long[] uncorrected;

        GpuArrays(int gpus) {
            celsius = new float[gpus];
            watts = new float[gpus];
            utilisation = new float[gpus];
            corrected = new long[gpus];
            uncorrected = new long[gpus];
        }
    }

    private GpuArrays arraysFor(int gpus) {
        if (arrays[gpus] == null) {
            arrays[gpus] = new GpuArrays(gpus);
        }
        return arrays[gpus];
    }

    /** Notes what one GPU does in this step; {@link #fill} reports it. */
    void gpu(int gpus, int gpu, double watts, double utilisation) {
        GpuArrays of = arraysFor(gpus);
        of.watts[gpu] = (float) watts;
        of.utilisation[gpu] = (float) utilisation;
    }

    /** The frame of this node; valid until the next call. */
    TelemetryFrame fill(int node, NodeSpec spec, long timeMillis, long diceOfStep, Impairment impairment) {
        dice = diceOfStep;
        frame.clear();
        GpuArrays of = arraysFor(spec.gpuCount());
        double hottest = gpuReadings(of, node, spec);
        double batteryWatts = bank.loadWatts[node] - bank.solarWatts[node];
        double charge = bank.batteryWattHours[node] / spec.batteryWattHours();
        if (batteryWatts < 0 && charge > 0.999) {
            batteryWatts = 0;
        }
        double margin = PowerMargin.watts(
                bank.solarWatts[node], bank.loadWatts[node], charge, spec.batteryWattHours(), spec.batteryFloorRatio());
        double utilisation = bank.gpuUtilisation[node];
        double taken = impairment.neighbour;
        double traffic = spec.gpuCount() * utilisation * 2.5e8 * impairment.link * (1 + taken);
        double noise = traffic * FaultEvidence.TRAFFIC_NOISE;
        double pointing = 0.15 + impairment.pointingDegrees;
        frame.nodeId(spec.nodeId())
                .timeMillis(timeMillis)
                .sequence(bank.sequence[node])
                .mode(OnBoardGuard.mode(bank, node, spec))
                .set(Reading.SOLAR_POWER, Math.max(0, sensed(bank.solarWatts[node], Sensor.SOLAR_POWER)))
                .set(Reading.LOAD_POWER, Math.max(0, sensed(bank.loadWatts[node], Sensor.LOAD_POWER)))
                .set(Reading.BATTERY_POWER, sensed(batteryWatts, Sensor.BATTERY_POWER))
                .set(Reading.BATTERY_CHARGE, ratio(sensed(charge, Sensor.BATTERY_CHARGE)))
                .set(Reading.BATTERY_TEMPERATURE, sensed(bank.batteryCelsius[node], Sensor.BATTERY_TEMPERATURE))
                .set(Reading.BUS_VOLTAGE, sensed(92 + 14 * charge, Sensor.BUS_VOLTAGE))
                .set(Reading.POWER_MARGIN, sensed(margin, Sensor.POWER_MARGIN))
                .set(Reading.COLD_PLATE_TEMPERATURE, sensed(bank.plateCelsius[node], Sensor.COLD_PLATE))
                .set(Reading.RADIATOR_TEMPERATURE, sensed(bank.radiatorCelsius[node], Sensor.RADIATOR))
                .set(Reading.COOLANT_FLOW, sensed(designFlow(spec) * impairment.flow, Sensor.COOLANT_FLOW))
                .set(
                        Reading.CPU_TEMPERATURE,
                        sensed(bank.plateCelsius[node] + 9 + 6 * (utilisation + taken), Sensor.CPU_TEMPERATURE))
                .set(Reading.CPU_UTILISATION, ratio(sensed(0.06 + 0.3 * utilisation + taken, Sensor.CPU_UTILISATION)))
                .set(Reading.MEMORY_USED, ratio(sensed(0.18 + 0.55 * utilisation + taken / 2, Sensor.MEMORY_USED)))
                .set(Reading.GPU_UTILISATION, ratio(utilisation))
                .set(Reading.GPU_TEMPERATURE_MAX, hottest)
                .set(
                        Reading.GPU_MEMORY_TEMPERATURE_MAX,
                        hottest + Math.rint(MEMORY_KELVIN_PER_WATT * bank.gpuWatts[node] / spec.gpuCount()))
                .set(Reading.GPU_POWER, bank.gpuWatts[node])
                .set(Reading.LINK_TRANSMIT, Math.max(0, sensed(traffic, noise, 1000)))
                .set(Reading.LINK_RECEIVE, Math.max(0, sensed(traffic * 0.9, noise, 1000)))
                .set(Reading.POINTING_ERROR, Math.abs(sensed(pointing, Sensor.POINTING)))
                .set(Reading.SUN_SENSOR, sunSensor(bank.illumination[node]))
                .set(Reading.LATITUDE, Math.rint(bank.latitude[node] * 1e4) / 1e4)
                .set(Reading.LONGITUDE, Math.rint(bank.longitude[node] * 1e4) / 1e4)
                .set(Reading.ALTITUDE, Math.rint(bank.height[node] * 1e3) / 1e3)
                .set(Counter.CORRECTED_ERRORS, bank.corrected[node])
                .set(Counter.UNCORRECTED_ERRORS, bank.uncorrected[node])
                .set(Counter.SILENT_ERRORS, bank.silent[node])
                .set(Counter.FUNCTIONAL_INTERRUPTS, bank.interrupts[node])
                .set(Counter.REMAPPED_ROWS, bank.remapped[node])
                .set(Counter.RESTARTS, bank.interrupts[node])
                .gpuTemperatureCelsius(of.celsius)
                .gpuPowerWatts(of.watts)
                .gpuUtilisationRatio(of.utilisation)
                .gpuCorrectedErrors(of.corrected)
                .gpuUncorrectedErrors(of.uncorrected);
        return frame;
    }

    private double gpuReadings(GpuArrays of, int node, NodeSpec spec) {
        double hottest = -100;
        int at = node * NodeBank.MAX_GPUS;
        for (int gpu = 0; gpu < spec.gpuCount(); gpu++) {
            double celsius = bank.plateCelsius[node]
                    + OnBoardGuard.DIE_KELVIN_PER_WATT * of.watts[gpu]
                    + bank.dieOffsetKelvin[at + gpu];
            of.celsius[gpu] = (float) sensed(celsius, 0.4, 1);
            hottest = Math.max(hottest, of.celsius[gpu]);
            of.corrected[gpu] = bank.gpuCorrected[at + gpu];
            of.uncorrected[gpu] = bank.gpuUncorrected[at + gpu];
        }
        return hottest;
    }

    private double sunSensor(double illumination) {
        // Dark current aside, a sun sensor in the umbra reads nothing at all: that is what tells umbra from penumbra.
        return illumination <= 0 ? 0 : Math.max(0, sensed(illumination, 0.002, 0.001));
    }

    private static double ratio(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Coolant flow of a sound loop, kg/s. */
    static double designFlow(NodeSpec spec) {
        return spec.coolingWatts() / 40_000;
    }

    private double sensed(double value, Sensor sensor) {
        return sensed(value, sensor.sigma, sensor.step);
    }

    private double sensed(double value, double sigma, double step) {
        dice = Dice.mix(dice);
        return Math.rint((value + Dice.gaussian(dice) * sigma) / step) * step;
    }
}
