package space.penumbra.producers.csv;

import java.time.Instant;

/**
 * How far a replay is.
 *
 * @param rows rows published
 * @param malformed rows that could not be read
 * @param bytesRead bytes of the file that were read
 * @param bytesTotal bytes of the file
 * @param recorded recorded time of the last row
 */
public record ReplayProgress(long rows, long malformed, long bytesRead, long bytesTotal, Instant recorded) {}
