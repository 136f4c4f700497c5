package space.penumbra.producers.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** The columns of one file: what each does to a frame. Not thread-safe. */
final class FrameColumns {

    private static final Set<String> TIME = Set.of("time", "timestamp", "ts");
    private static final Set<String> NODE = Set.of("nodeid", "node", "node_id");
    /** A number above this counts milliseconds; as seconds it would be the year 5138. */
    private static final double MILLIS_FROM = 1e11;

    private static final Map<String, BiConsumer<TelemetryFrame, String>> KNOWN = new HashMap<>();

    static {
        for (Reading reading : Reading.values()) {
            KNOWN.put(reading.field(), (frame, cell) -> frame.set(reading, Double.parseDouble(cell)));
        }
        for (Counter counter : Counter.values()) {
            KNOWN.put(counter.field(), (frame, cell) -> frame.set(counter, (long) Double.parseDouble(cell)));
        }
        KNOWN.put("sequence", (frame, cell) -> frame.sequence(Long.parseLong(cell)));
        KNOWN.put("mode", (frame, cell) -> frame.mode(NodeMode.valueOf(cell.toUpperCase(Locale.ROOT))));
        KNOWN.put("gpuTemperatureCelsius", (frame, cell) -> frame.gpuTemperatureCelsius(floats(cell)));
        KNOWN.put("gpuPowerWatts", (frame, cell) -> frame.gpuPowerWatts(floats(cell)));
        KNOWN.put("gpuUtilisationRatio", (frame, cell) -> frame.gpuUtilisationRatio(floats(cell)));
        KNOWN.put("gpuCorrectedErrors", (frame, cell) -> frame.gpuCorrectedErrors(longs(cell)));
        KNOWN.put("gpuUncorrectedErrors", (frame, cell) -> frame.gpuUncorrectedErrors(longs(cell)));
    }

    private final int width;
    private final int time;
    private final int node;
    private final boolean sequenced;
    private final List<BiConsumer<TelemetryFrame, String>> setters = new ArrayList<>();
    private final List<String> names;
    private final List<String> unknown = new ArrayList<>();

    /** @throws IllegalArgumentException if there is no column of time, or none of telemetry */
    FrameColumns(List<String> header) {
        names = header;
        width = header.size();
        int timeAt = -1;
        int nodeAt = -1;
        int useful = 0;
        for (int column = 0; column < width; column++) {
            String name = header.get(column);
            String lower = name.toLowerCase(Locale.ROOT);
            setters.add(null);
            if (TIME.contains(lower) && timeAt < 0) {
                timeAt = column;
            } else if (NODE.contains(lower) && nodeAt < 0) {
                nodeAt = column;
            } else if (KNOWN.containsKey(name)) {
                setters.set(column, KNOWN.get(name));
                useful++;
            } else {
                unknown.add(name);
            }
        }
        if (timeAt < 0 || useful == 0) {
            throw new IllegalArgumentException("The header " + header + " has "
                    + (timeAt < 0 ? "no column 'time'" : "no column of telemetry")
                    + ": name columns time, nodeId, and readings such as solarPowerWatts, batteryChargeRatio");
        }
        time = timeAt;
        node = nodeAt;
        sequenced = header.contains("sequence");
    }

    /** Names of columns that mean nothing here. */
    List<String> unknown() {
        return unknown;
    }

    /** Whether the rows number themselves. */
    boolean sequenced() {
        return sequenced;
    }

    /**
     * Fills a cleared frame from a row, its time as recorded.
     *
     * @param defaultNode node of a row that names none
     * @throws IllegalArgumentException naming the column and the cell that cannot be read
     */
    void fill(List<String> cells, String defaultNode, TelemetryFrame frame) {
        if (cells.size() != width) {
            throw new IllegalArgumentException(cells.size() + " cells where the header has " + width);
        }
        frame.timeMillis(millis(cells.get(time)));
        frame.nodeId(node < 0 || cells.get(node).isEmpty() ? defaultNode : cells.get(node));
        for (int column = 0; column < width; column++) {
            String cell = cells.get(column);
            if (setters.get(column) != null && !cell.isEmpty()) {
                try {
                    setters.get(column).accept(frame, cell);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(names.get(column) + " is '" + cell + "'", e);
                }
            }
        }
    }

    static long millis(String cell) {
        try {
            if (cell.matches("-?\\d+(\\.\\d+)?")) {
                double number = Double.parseDouble(cell);
                return Math.round(Math.abs(number) > MILLIS_FROM ? number : number * 1000);
            }
            String iso = cell.replace(' ', 'T');
            return iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d$")
                    ? java.time.OffsetDateTime.parse(iso).toInstant().toEpochMilli()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time is '" + cell + "': use ISO-8601 such as " + Instant.EPOCH + ", or seconds since 1970", e);
        }
    }

    private static float[] floats(String cell) {
        String[] parts = cell.split(";", -1);
        float[] values = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = parts[i].isBlank() ? Float.NaN : Float.parseFloat(parts[i]);
        }
        return values;
    }

    private static long[] longs(String cell) {
        return Arrays.stream(cell.split(";", -1))
                .mapToLong(part -> part.isBlank() ? -1 : Long.parseLong(part.strip()))
                .toArray();
    }
}
