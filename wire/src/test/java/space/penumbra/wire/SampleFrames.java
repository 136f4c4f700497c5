package space.penumbra.wire;

import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** Frames with a different value in every field, so that a swapped field shows. */
final class SampleFrames {

    private SampleFrames() {}

    static TelemetryFrame full() {
        TelemetryFrame frame = new TelemetryFrame()
                .nodeId("ds-650-00-01")
                .timeMillis(1_790_000_000_123L)
                .sequence(42)
                .mode(NodeMode.NOMINAL);
        for (Reading reading : Reading.values()) {
            frame.set(reading, 1000 + reading.ordinal());
        }
        for (Counter counter : Counter.values()) {
            frame.set(counter, 10L + counter.ordinal());
        }
        return frame.gpuTemperatureCelsius(new float[] {61.5f, 62.5f})
                .gpuPowerWatts(new float[] {700, 701})
                .gpuUtilisationRatio(new float[] {0.5f, 0.75f})
                .gpuCorrectedErrors(new long[] {5, 6})
                .gpuUncorrectedErrors(new long[] {0, 1});
    }
}
