package space.penumbra.producers.prometheus;

import space.penumbra.domain.telemetry.TelemetryFrame;

/** Sets a GPU array of a frame by its field name; a GPU without a value has NaN, and -1 where errors are counted. */
final class GpuField {

    private GpuField() {}

    static void set(TelemetryFrame frame, String field, float[] values) {
        switch (field) {
            case "gpuTemperatureCelsius" -> frame.gpuTemperatureCelsius(values);
            case "gpuPowerWatts" -> frame.gpuPowerWatts(values);
            case "gpuUtilisationRatio" -> frame.gpuUtilisationRatio(values);
            case "gpuCorrectedErrors" -> frame.gpuCorrectedErrors(counts(values));
            case "gpuUncorrectedErrors" -> frame.gpuUncorrectedErrors(counts(values));
            default ->
                throw new IllegalArgumentException(
                        "No GPU array is called '" + field + "': use one of " + MetricMapping.GPU_FIELDS);
        }
    }

    private static long[] counts(float[] values) {
        long[] counts = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            counts[i] = Float.isNaN(values[i]) ? -1 : Math.round((double) values[i]);
        }
        return counts;
    }
}
