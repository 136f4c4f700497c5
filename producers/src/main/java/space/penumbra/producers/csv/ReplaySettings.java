package space.penumbra.producers.csv;

import java.nio.file.Path;
import space.penumbra.domain.Nullable;

/**
 * What to replay.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param file the CSV file, plain or gzipped
 * @param nodeId node of rows that name none; null for the file's name
 * @param speed seconds of recorded time per second of wall clock; 0 for as fast as possible; null for the speed of the fleet's clock
 * @param time what becomes of the recorded times
 */
public record ReplaySettings(
        String bootstrap,
        Path file,
        @Nullable String nodeId,
        @Nullable Double speed,
        ReplayTime time) {

    /** @throws IllegalArgumentException if the speed is negative */
    public ReplaySettings {
        if (speed != null && !(speed >= 0)) {
            throw new IllegalArgumentException(
                    "Speed " + speed + ": use 0 for as fast as possible, or a number above 0");
        }
        if (nodeId == null) {
            nodeId = file.getFileName()
                    .toString()
                    .replaceFirst("\\.gz$", "")
                    .replaceFirst("\\.csv$", "")
                    .replaceAll("[^A-Za-z0-9._-]+", "-");
        }
    }
}
