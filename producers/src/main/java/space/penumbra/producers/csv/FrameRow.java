package space.penumbra.producers.csv;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** Writes frames as rows; "not reported" is an empty cell. */
final class FrameRow {

    private final Writer out;

    FrameRow(Writer out) {
        this.out = out;
    }

    void header() throws IOException {
        StringBuilder row = new StringBuilder("time,nodeId,sequence,mode");
        for (Reading reading : Reading.values()) {
            row.append(',').append(reading.field());
        }
        for (Counter counter : Counter.values()) {
            row.append(',').append(counter.field());
        }
        row.append(
                ",gpuTemperatureCelsius,gpuPowerWatts,gpuUtilisationRatio,gpuCorrectedErrors,gpuUncorrectedErrors\n");
        out.write(row.toString());
    }

    void write(TelemetryFrame frame) throws IOException {
        StringBuilder row = new StringBuilder(512);
        row.append(frame.time()).append(',').append(frame.nodeId()).append(',');
        row.append(frame.sequence()).append(',').append(frame.mode());
        for (Reading reading : Reading.values()) {
            float value = frame.get(reading);
            row.append(',').append(Float.isNaN(value) ? "" : Float.toString(value));
        }
        for (Counter counter : Counter.values()) {
            long value = frame.get(counter);
            row.append(',').append(value < 0 ? "" : Long.toString(value));
        }
        row.append(',').append(join(frame.gpuTemperatureCelsius()));
        row.append(',').append(join(frame.gpuPowerWatts()));
        row.append(',').append(join(frame.gpuUtilisationRatio()));
        row.append(',').append(join(frame.gpuCorrectedErrors()));
        row.append(',').append(join(frame.gpuUncorrectedErrors())).append('\n');
        out.write(row.toString());
    }

    private static String join(float[] values) {
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            cell.append(i == 0 ? "" : ";").append(Float.isNaN(values[i]) ? "" : Float.toString(values[i]));
        }
        return cell.toString();
    }

    private static String join(long[] values) {
        return LongStream.of(Arrays.copyOf(values, values.length))
                .mapToObj(value -> value < 0 ? "" : Long.toString(value))
                .collect(Collectors.joining(";"));
    }
}
