/**
 * Telemetry as CSV files: recorded from the topic, replayed into it.
 *
 * <p>The format: a header, then one frame a row. {@code time} (or {@code timestamp}, {@code ts}) is ISO-8601 in UTC or a number of seconds or
 * milliseconds since 1970; {@code nodeId} (or {@code node}) may be left out when the file is of one node; {@code sequence} and {@code mode} are
 * optional; every other column is named after a reading or a counter ({@code solarPowerWatts}, {@code correctedErrors}, …). GPU arrays
 * ({@code gpuTemperatureCelsius}, {@code gpuPowerWatts}, {@code gpuUtilisationRatio}, {@code gpuCorrectedErrors}, {@code gpuUncorrectedErrors})
 * are one column each, the GPUs separated by semicolons. An empty cell is "not reported". Files may be gzipped ({@code .gz}).
 */
package space.penumbra.producers.csv;
