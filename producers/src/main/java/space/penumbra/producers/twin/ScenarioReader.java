package space.penumbra.producers.twin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fault.FaultKind;

/**
 * Reads a scenario's keys and tells all mistakes at once.
 *
 * <p>For each fault {@code F} of {@code cooling, stuck, drift, memory, lemon, array, battery, pointing, silence, link, neighbour}: {@code F.perNodeDay},
 * faults that begin for each node and day (0 to 24), and {@code F.minutes}, their mean length (1 to 1920). {@code fault.minutes} is the mean length of all
 * that have none of their own; {@code fault.mildPercent} and {@code fault.moderatePercent} how many are no more than that (25 and 40 unless given). The
 * others are those of {@link FrameTrouble} and {@link CommandTrouble}, with {@code frames.} and {@code commands.} before them, and {@code clock.skewMillis}.
 * {@code storm} is the name of a storm that comes with the product, or files of SWPC; it begins {@code storm.leadMinutes} after the fleet (30).
 * {@code start} is the fleet's begin in event time, now unless given. Keys that begin with {@code fleet.} are those of {@link FleetMix}; of its two
 * yes-or-no components 1 is yes.
 */
final class ScenarioReader {

    private static final double MILLION = 1_000_000;
    /** A battery may hold so much of the longest eclipse, percent. */
    private static final double MOST_COVER = 400;

    private static final Map<FaultKind, String> FAULTS = new EnumMap<>(FaultKind.class);

    static {
        FAULTS.put(FaultKind.COOLING_LOOP, "cooling");
        FAULTS.put(FaultKind.STUCK_SENSOR, "stuck");
        FAULTS.put(FaultKind.DRIFTING_SENSOR, "drift");
        FAULTS.put(FaultKind.MEMORY_STACK, "memory");
        FAULTS.put(FaultKind.LEMON_GPU, "lemon");
        FAULTS.put(FaultKind.ARRAY_STRINGS, "array");
        FAULTS.put(FaultKind.BATTERY_FADE, "battery");
        FAULTS.put(FaultKind.POINTING_ERROR, "pointing");
        FAULTS.put(FaultKind.NODE_SILENCE, "silence");
        FAULTS.put(FaultKind.LINK_LOSS, "link");
        FAULTS.put(FaultKind.NOISY_NEIGHBOUR, "neighbour");
    }

    private final String name;
    private final Properties properties;
    private final TreeSet<String> known = new TreeSet<>();
    private final List<String> mistakes = new ArrayList<>();

    ScenarioReader(String name, Properties properties) {
        this.name = name;
        this.properties = properties;
    }

    Scenario read() {
        FaultMix faults = faults();
        FrameTrouble frames = new FrameTrouble(
                number("frames.corruptPerMillion", 0, MILLION, 0),
                number("frames.duplicatePerMillion", 0, MILLION, 0),
                number("frames.implausiblePerMillion", 0, MILLION, 0),
                number("frames.latePerMillion", 0, MILLION, 0),
                number("frames.lostPerMillion", 0, MILLION, 0),
                number("frames.reorderedPerMillion", 0, MILLION, 0),
                number("clock.skewMillis", 0, 60_000, 0));
        CommandTrouble commands = new CommandTrouble(
                number("commands.failedPerThousand", 0, 1000, 0),
                number("commands.rejectedPerThousand", 0, 1000, 0),
                number("commands.unansweredPerThousand", 0, 1000, 0));
        StormReplay storm = storm();
        FleetMix fleet = fleet();
        Instant start = start();
        TreeSet<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(known);
        unknown.forEach(key -> mistakes.add(key + " is no key"));
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("Scenario " + name + ": " + String.join("; ", mistakes)
                    + (unknown.isEmpty() ? "" : ". Use " + String.join(", ", known)));
        }
        return new Scenario(name, faults, frames, commands, storm, fleet, true, start);
    }

    private FaultMix faults() {
        Map<FaultKind, Double> perNodeDay = new EnumMap<>(FaultKind.class);
        Map<FaultKind, Double> minutes = new EnumMap<>(FaultKind.class);
        double meanMinutes = number("fault.minutes", 1, FaultMix.LONGEST_MINUTES, 30);
        FAULTS.forEach((kind, key) -> {
            perNodeDay.put(kind, number(key + ".perNodeDay", 0, 24, 0));
            minutes.put(kind, number(key + ".minutes", 1, FaultMix.LONGEST_MINUTES, meanMinutes));
        });
        double mild = number("fault.mildPercent", 0, 100, 25);
        double moderate = number("fault.moderatePercent", 0, 100, Math.min(40, 100 - mild));
        if (mild + moderate > 100) {
            mistakes.add(
                    "fault.mildPercent and fault.moderatePercent are " + (mild + moderate) + " together, above 100");
        }
        return new FaultMix(perNodeDay, minutes, mild / 100, moderate / 100);
    }

    private FleetMix fleet() {
        FleetMix usual = FleetMix.ORDINARY;
        double sized = number("fleet.sizedPercent", 0, 100, usual.sizedPercent());
        double partly = number("fleet.partlyPercent", 0, 100, Math.min(usual.partlyPercent(), 100 - sized));
        if (sized + partly > 100) {
            mistakes.add("fleet.sizedPercent and fleet.partlyPercent are " + (sized + partly) + " together, above 100");
        }
        double least = number("fleet.smallLeastPercent", 1, MOST_COVER, usual.smallLeastPercent());
        return new FleetMix(
                sized,
                partly,
                least,
                number("fleet.smallMostPercent", least, MOST_COVER, Math.max(least, usual.smallMostPercent())),
                number("fleet.restCovered", 0, 1, 0) == 1,
                number("fleet.heldPercent", 1, 95, usual.heldPercent()),
                number("fleet.dawnDuskOnly", 0, 1, 0) == 1,
                number("fleet.fadePercent", 0, 50, 0),
                number("fleet.weakPercent", 0, 100, 0),
                number("fleet.weakLossPercent", 0, 90, 0),
                number("fleet.linkGigabitsPerSecond", 1, 10_000, usual.linkGigabitsPerSecond()),
                number("fleet.steadyLoad", 0, 1, 0) == 1,
                number("fleet.longestLinkKm", 0, 20_000, 0));
    }

    private StormReplay storm() {
        known.add("storm");
        double lead = number("storm.leadMinutes", 0, 100_000, 30);
        String storm = properties.getProperty("storm");
        try {
            return storm == null
                    ? StormReplay.NONE
                    : StormReader.read(storm.strip()).after((long) (lead * 60_000));
        } catch (IllegalArgumentException e) {
            mistakes.add(e.getMessage());
            return StormReplay.NONE;
        }
    }

    private @Nullable Instant start() {
        known.add("start");
        String start = properties.getProperty("start");
        try {
            return start == null ? null : Instant.parse(start.strip());
        } catch (DateTimeParseException e) {
            mistakes.add("start=" + start.strip() + " is no time: write it as 2026-06-21T00:00:00Z");
            return null;
        }
    }

    private double number(String key, double least, double most, double otherwise) {
        known.add(key);
        String text = properties.getProperty(key);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
            mistakes.add(key + "=" + text.strip() + " is outside " + plain(least) + " to " + plain(most));
        } catch (NumberFormatException e) {
            mistakes.add(key + "=" + text.strip() + " is no number");
        }
        return otherwise;
    }

    private static String plain(double value) {
        return Long.toString((long) value);
    }
}
