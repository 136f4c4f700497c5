package space.penumbra.domain.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.telemetry.Reading;

/**
 * What a limit can be set on: every reading of a frame, how fast each changes, for how long it has not changed, how surprising it is, and what else is
 * derived from many frames.
 *
 * @param index its place among all signals; readings come first, in their own order
 * @param field name, as rules write it
 * @param unit UCUM unit
 */
public record Signal(int index, String field, String unit) {

    /** Corrected and uncorrected memory errors in the last hour. */
    public static final Signal UPSETS_PER_HOUR = new Signal(Reading.COUNT, "upsetsPerHour", "/h");

    /**
     * Time since the newest frame in report intervals of the node, each taken as 20 s at least; NaN while no contact is
     * expected.
     */
    public static final Signal MISSED_REPORTS = new Signal(Reading.COUNT + 1, "missedReports", "1");

    /** Stands where no signal is known. */
    public static final Signal NONE = new Signal(-1, "", "1");

    /** Ends the names of rates: {@code coldPlateTemperatureCelsiusPerMinute}, over a minute at least. */
    public static final String PER_MINUTE = "PerMinute";

    /** Ends the names of flat lines: {@code loadPowerWattsUnchangedMinutes}. */
    public static final String UNCHANGED = "UnchangedMinutes";

    /**
     * Ends the names of what the generic detector makes of a reading: {@code memoryUsedRatioSurprise}, strength of its newest alert, 0 to 1, for ten
     * minutes.
     */
    public static final String SURPRISE = "Surprise";

    private static final int RATES = Reading.COUNT + 2;
    private static final int FLATS = RATES + Reading.COUNT;

    private static final int SURPRISES = FLATS + Reading.COUNT;

    /** Number of signals. */
    public static final int COUNT = SURPRISES + Reading.COUNT;

    private static final List<Signal> ALL = build();

    private static List<Signal> build() {
        List<Signal> signals = new ArrayList<>();
        for (Reading reading : Reading.values()) {
            signals.add(new Signal(reading.ordinal(), reading.field(), reading.unit()));
        }
        signals.add(UPSETS_PER_HOUR);
        signals.add(MISSED_REPORTS);
        for (Reading reading : Reading.values()) {
            signals.add(new Signal(RATES + reading.ordinal(), reading.field() + PER_MINUTE, reading.unit() + "/min"));
        }
        for (Reading reading : Reading.values()) {
            signals.add(new Signal(FLATS + reading.ordinal(), reading.field() + UNCHANGED, "min"));
        }
        for (Reading reading : Reading.values()) {
            signals.add(new Signal(SURPRISES + reading.ordinal(), reading.field() + SURPRISE, "1"));
        }
        return List.copyOf(signals);
    }

    /** Every signal, in the order of their indices. */
    public static List<Signal> all() {
        return ALL;
    }

    /** The signal of this name, if there is one. */
    public static Optional<Signal> ofField(String field) {
        return ALL.stream().filter(signal -> signal.field.equals(field)).findFirst();
    }

    /** How fast a reading changes. */
    public static Signal rateOf(Reading reading) {
        return ALL.get(RATES + reading.ordinal());
    }

    /** Whether it is a rate, a flat line or a surprise: then a rule on it remembers a value and a time. */
    boolean remembers() {
        return index >= RATES;
    }

    /** Whether it is a flat line. */
    boolean flat() {
        return index >= FLATS && index < SURPRISES;
    }

    /** Whether it is what the generic detector makes of a reading. */
    public boolean surprise() {
        return index >= SURPRISES;
    }

    /** Place of the reading that it is derived from. */
    int reading() {
        return (index - RATES) % Reading.COUNT;
    }
}
