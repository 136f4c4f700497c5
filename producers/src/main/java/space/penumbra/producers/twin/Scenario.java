package space.penumbra.producers.twin;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes wrong in a simulated fleet, and how often. Read from a properties file; a key that is left out is 0. The built-in ones are
 * {@code default}, {@code quiet}, {@code degraded} and {@code malformed}.
 *
 * @param name for messages and snapshots
 * @param coolingPerNodeDay {@code cooling.perNodeDay}: degraded cooling loops that begin, for each node and day
 * @param coolingSeverityRatio {@code cooling.severityRatio}: share of the loop's conductance that is lost, 0 to 0.98
 * @param arrayPerNodeDay {@code array.perNodeDay}: losses of array strings
 * @param arraySeverityRatio {@code array.severityRatio}: share of the array that is lost, 0 to 1
 * @param silencePerNodeDay {@code silence.perNodeDay}: nodes that stop reporting
 * @param stuckPerNodeDay {@code stuck.perNodeDay}: radiator sensors that repeat their last value
 * @param memoryPerNodeDay {@code memory.perNodeDay}: memory stacks that start to fail, corrected errors first
 * @param faultMinutes {@code fault.minutes}: mean length of a fault, 1 to 60
 * @param corruptFramesPerMillion {@code frames.corruptPerMillion}: frames whose bytes are damaged on the way
 * @param duplicateFramesPerMillion {@code frames.duplicatePerMillion}: frames that are sent twice
 * @param implausibleFramesPerMillion {@code frames.implausiblePerMillion}: frames with a reading that no sensor can give
 * @param lateFramesPerMillion {@code frames.latePerMillion}: frames whose clock is ten minutes behind
 * @param commandsFailedPerThousand {@code commands.failedPerThousand}: commands that break half-way
 * @param commandsRejectedPerThousand {@code commands.rejectedPerThousand}: commands that the node refuses without need
 */
public record Scenario(
        String name,
        double coolingPerNodeDay,
        double coolingSeverityRatio,
        double arrayPerNodeDay,
        double arraySeverityRatio,
        double silencePerNodeDay,
        double stuckPerNodeDay,
        double memoryPerNodeDay,
        double faultMinutes,
        double corruptFramesPerMillion,
        double duplicateFramesPerMillion,
        double implausibleFramesPerMillion,
        double lateFramesPerMillion,
        double commandsFailedPerThousand,
        double commandsRejectedPerThousand) {

    /** Names of the scenarios that come with the product. */
    public static final List<String> BUILT_IN = List.of("default", "quiet", "degraded", "malformed");

    private static final Set<String> KEYS = Set.of(
            "cooling.perNodeDay",
            "cooling.severityRatio",
            "array.perNodeDay",
            "array.severityRatio",
            "silence.perNodeDay",
            "stuck.perNodeDay",
            "memory.perNodeDay",
            "fault.minutes",
            "frames.corruptPerMillion",
            "frames.duplicatePerMillion",
            "frames.implausiblePerMillion",
            "frames.latePerMillion",
            "commands.failedPerThousand",
            "commands.rejectedPerThousand");

    /**
     * A built-in scenario by its name, or one from a properties file.
     *
     * @throws IllegalArgumentException if it is neither, or has an unknown key or a value that is no number or out of range
     */
    public static Scenario load(String nameOrFile) {
        Properties properties = new Properties();
        try {
            if (BUILT_IN.contains(nameOrFile)) {
                try (InputStream in = Scenario.class.getResourceAsStream("scenarios/" + nameOrFile + ".properties")) {
                    properties.load(in);
                }
            } else if (Files.isReadable(Path.of(nameOrFile))) {
                try (Reader in = Files.newBufferedReader(Path.of(nameOrFile))) {
                    properties.load(in);
                }
            } else {
                throw new IllegalArgumentException("No scenario '" + nameOrFile + "': use one of "
                        + String.join(", ", BUILT_IN) + ", or a readable properties file");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read scenario " + nameOrFile + ": " + e.getMessage(), e);
        }
        return of(nameOrFile, properties);
    }

    static Scenario of(String name, Properties properties) {
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Scenario " + name + " has unknown keys " + unknown + ": use " + new TreeSet<>(KEYS));
        }
        return new Scenario(
                name,
                number(name, properties, "cooling.perNodeDay", 24),
                number(name, properties, "cooling.severityRatio", 0.98),
                number(name, properties, "array.perNodeDay", 24),
                number(name, properties, "array.severityRatio", 1),
                number(name, properties, "silence.perNodeDay", 24),
                number(name, properties, "stuck.perNodeDay", 24),
                number(name, properties, "memory.perNodeDay", 24),
                Math.max(1, number(name, properties, "fault.minutes", 60)),
                number(name, properties, "frames.corruptPerMillion", 1_000_000),
                number(name, properties, "frames.duplicatePerMillion", 1_000_000),
                number(name, properties, "frames.implausiblePerMillion", 1_000_000),
                number(name, properties, "frames.latePerMillion", 1_000_000),
                number(name, properties, "commands.failedPerThousand", 1000),
                number(name, properties, "commands.rejectedPerThousand", 1000));
    }

    private static double number(String name, Properties properties, String key, double most) {
        String text = properties.getProperty(key, "0").strip();
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Scenario " + name + ": " + key + "=" + text + " is no number", e);
        }
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "Scenario " + name + ": " + key + "=" + text + " is outside 0 to " + most);
        }
        return value;
    }
}
