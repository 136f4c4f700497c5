package space.penumbra.domain.limits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.anomaly.StreamDetector;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * The generic detectors of one node: one for each reading that a rule asks to be surprised by, about 1.6 kB each, none where no rule asks. Not
 * thread-safe.
 */
public final class Surprises {

    private static final Reading[] READINGS = Reading.values();
    private static final int[] NO_READINGS = {};
    private static final StreamDetector[] NO_DETECTORS = {};

    /** Places of the watched readings, ascending. */
    private int[] readings = NO_READINGS;

    private StreamDetector[] detectors = NO_DETECTORS;

    /** Watches what these rules ask for: what was watched before is remembered, what nobody asks for any more is forgotten. */
    void bind(CompiledRule[] rules) {
        int[] wanted = Arrays.stream(rules)
                .filter(rule -> rule.signal.surprise())
                .mapToInt(rule -> rule.signal.reading())
                .distinct()
                .sorted()
                .toArray();
        StreamDetector[] next = wanted.length == 0 ? NO_DETECTORS : new StreamDetector[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            StreamDetector known = of(wanted[i]);
            next[i] = known == null ? new StreamDetector(1) : known;
        }
        readings = wanted;
        detectors = next;
    }

    /** Shows the detectors a frame; a value that is not reported changes nothing. */
    void take(TelemetryFrame frame) {
        for (int i = 0; i < readings.length; i++) {
            detectors[i].takeAt(frame.timeMillis(), frame.readings()[readings[i]]);
        }
    }

    /** 0, or the strength of the alert at the newest frame, below 1. */
    double alert(int reading) {
        StreamDetector detector = of(reading);
        return detector == null ? 0 : detector.alert();
    }

    @Nullable
    private StreamDetector of(int reading) {
        int place = Arrays.binarySearch(readings, reading);
        return place < 0 ? null : detectors[place];
    }

    /** Whether no rule asks for any. */
    public boolean isEmpty() {
        return readings.length == 0;
    }

    /** A copy that shares nothing that changes. */
    public Surprises copy() {
        Surprises copy = new Surprises();
        copy.readings = readings;
        copy.detectors = Arrays.stream(detectors).map(StreamDetector::copy).toArray(StreamDetector[]::new);
        return copy;
    }

    /** What each detector knows, by the field that it watches, for a store. */
    public Map<String, byte[]> stored() {
        Map<String, byte[]> stored = new LinkedHashMap<>();
        for (int i = 0; i < readings.length; i++) {
            stored.put(READINGS[readings[i]].field(), detectors[i].toBytes());
        }
        return stored;
    }

    /** What was stored; a reading that is no more, or a detector of another version, is learned anew. */
    public static Surprises of(Map<String, byte[]> stored) {
        List<Integer> known = new ArrayList<>();
        Map<Integer, StreamDetector> detectors = new LinkedHashMap<>();
        for (Reading reading : READINGS) {
            byte[] bytes = stored.get(reading.field());
            if (bytes != null) {
                try {
                    detectors.put(reading.ordinal(), StreamDetector.fromBytes(bytes));
                    known.add(reading.ordinal());
                } catch (IllegalArgumentException anotherVersion) {
                    // It begins again when its rule is bound.
                    continue;
                }
            }
        }
        Surprises surprises = new Surprises();
        surprises.readings = known.stream().mapToInt(Integer::intValue).toArray();
        surprises.detectors = detectors.values().toArray(StreamDetector[]::new);
        return surprises;
    }
}
