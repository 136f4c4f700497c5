package space.penumbra.producers.nvidiasmi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.live.HostHardware;
import space.penumbra.producers.live.SourceUnavailableException;

/** The answer of {@code nvidia-smi --query-gpu --format=csv,noheader,nounits}: one line for each GPU. What it cannot tell is in brackets, e.g. {@code [N/A]}. */
final class SmiOutput {

    /** The query; the columns come in this order. */
    static final List<String> COLUMNS = List.of(
            "index",
            "name",
            "temperature.gpu",
            "power.draw",
            "utilization.gpu",
            "temperature.memory",
            "memory.total",
            "power.limit",
            "ecc.errors.corrected.volatile.total",
            "ecc.errors.uncorrected.volatile.total");

    private static final double MEBIBYTES_PER_GIGABYTE = 1e9 / (1 << 20);

    private SmiOutput() {}

    static HostHardware fill(String output, TelemetryFrame frame) {
        List<String[]> gpus = new ArrayList<>();
        for (String line : output.split("\n")) {
            if (!line.isBlank()) {
                String[] cells = line.strip().split("\\s*,\\s*", -1);
                if (cells.length != COLUMNS.size()) {
                    throw new SourceUnavailableException("'" + line.strip() + "' has " + cells.length
                            + " columns where " + COLUMNS.size() + " were asked for");
                }
                gpus.add(cells);
            }
        }
        if (gpus.isEmpty()) {
            throw new SourceUnavailableException("it lists no GPU");
        }
        float[] celsius = column(gpus, "temperature.gpu");
        float[] watts = column(gpus, "power.draw");
        float[] utilisation = column(gpus, "utilization.gpu");
        for (int gpu = 0; gpu < utilisation.length; gpu++) {
            utilisation[gpu] /= 100;
        }
        long[] corrected = counts(gpus, "ecc.errors.corrected.volatile.total");
        long[] uncorrected = counts(gpus, "ecc.errors.uncorrected.volatile.total");
        frame.gpuTemperatureCelsius(celsius)
                .gpuPowerWatts(watts)
                .gpuUtilisationRatio(utilisation)
                .gpuCorrectedErrors(corrected)
                .gpuUncorrectedErrors(uncorrected)
                .set(Reading.GPU_TEMPERATURE_MAX, most(celsius))
                .set(Reading.GPU_MEMORY_TEMPERATURE_MAX, most(column(gpus, "temperature.memory")))
                .set(Reading.GPU_POWER, sum(watts))
                .set(Reading.GPU_UTILISATION, sum(utilisation) / utilisation.length)
                .set(Counter.CORRECTED_ERRORS, total(corrected))
                .set(Counter.UNCORRECTED_ERRORS, total(uncorrected));
        return new HostHardware(
                gpus.get(0)[COLUMNS.indexOf("name")],
                gpus.size(),
                column(gpus, "memory.total")[0] / MEBIBYTES_PER_GIGABYTE,
                column(gpus, "power.limit")[0]);
    }

    private static float[] column(List<String[]> gpus, String name) {
        int column = COLUMNS.indexOf(name);
        float[] values = new float[gpus.size()];
        for (int gpu = 0; gpu < values.length; gpu++) {
            values[gpu] = number(gpus.get(gpu)[column]);
        }
        return values;
    }

    private static long[] counts(List<String[]> gpus, String name) {
        int column = COLUMNS.indexOf(name);
        long[] values = new long[gpus.size()];
        for (int gpu = 0; gpu < values.length; gpu++) {
            String cell = gpus.get(gpu)[column];
            values[gpu] = cell.matches("\\d{1,18}") ? Long.parseLong(cell) : -1;
        }
        return values;
    }

    private static float number(String cell) {
        return cell.matches("-?\\d+(\\.\\d+)?") ? Float.parseFloat(cell) : Float.NaN;
    }

    /** The largest of those that are reported, NaN if none is. */
    private static double most(float[] values) {
        double most = Double.NaN;
        for (float value : values) {
            if (!(value <= most) && !Float.isNaN(value)) {
                most = value;
            }
        }
        return most;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static long total(long[] counts) {
        return Arrays.stream(counts).anyMatch(count -> count < 0)
                ? -1
                : Arrays.stream(counts).sum();
    }
}
