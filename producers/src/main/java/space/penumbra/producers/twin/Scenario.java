package space.penumbra.producers.twin;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import space.penumbra.domain.Nullable;

/**
 * What goes wrong in a simulated fleet, and how often. Read from a properties file, whose keys {@link ScenarioReader} has; a key that is left out
 * means that nothing of the kind happens. Immutable.
 */
public final class Scenario {

    /** Names of the scenarios that come with the product. */
    public static final List<String> BUILT_IN = List.of(
            "default",
            "quiet",
            "eclipse-season",
            "storm-2012-03",
            "storm-2021-10",
            "degraded",
            "lossy-links",
            "malformed",
            "everything",
            "mixed",
            "sized",
            "no-batteries",
            "out-of-season",
            "storm",
            "chaos",
            "by-the-book");

    private static final double BOUNDLESS_GIGABITS = 10_000;

    private final String name;
    private final FaultMix faults;
    private final FrameTrouble frames;
    private final CommandTrouble commands;
    private final StormReplay storm;
    private final FleetMix fleet;
    /** Whether nodes guard their batteries themselves; without, the hardware cuts the work off. */
    private final boolean guarded;

    @Nullable
    private final Instant start;

    Scenario(
            String name,
            FaultMix faults,
            FrameTrouble frames,
            CommandTrouble commands,
            StormReplay storm,
            FleetMix fleet,
            boolean guarded,
            @Nullable Instant start) {
        this.name = name;
        this.faults = faults;
        this.frames = frames;
        this.commands = commands;
        this.storm = storm;
        this.fleet = fleet;
        this.guarded = guarded;
        this.start = start;
    }

    /**
     * A built-in scenario by its name, or one from a properties file.
     *
     * @throws IllegalArgumentException if it is neither, or naming every unknown key and every value that is no number or out of range
     */
    public static Scenario load(String nameOrFile) {
        Properties properties = new Properties();
        try {
            if (BUILT_IN.contains(nameOrFile)) {
                try (InputStream in = Scenario.class.getResourceAsStream("scenarios/" + nameOrFile + ".properties")) {
                    properties.load(in);
                }
            } else if (readable(nameOrFile)) {
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

    private static boolean readable(String file) {
        try {
            return Files.isReadable(Path.of(file)) && !Files.isDirectory(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * A scenario from its keys.
     *
     * @throws IllegalArgumentException as {@link #load}
     */
    public static Scenario of(String name, Properties properties) {
        return new ScenarioReader(name, properties).read();
    }

    /** For messages and snapshots. */
    public String name() {
        return name;
    }

    FaultMix faults() {
        return faults;
    }

    FrameTrouble frames() {
        return frames;
    }

    CommandTrouble commands() {
        return commands;
    }

    FleetMix fleet() {
        return fleet;
    }

    boolean guarded() {
        return guarded;
    }

    StormReplay storm() {
        return storm;
    }

    /** Event time at which a fleet begins unless another is asked for; null for now. */
    @Nullable
    public Instant start() {
        return start;
    }

    /** The same with other faults. */
    Scenario with(FaultMix other) {
        return new Scenario(name, other, frames, commands, storm, fleet, guarded, start);
    }

    /** The same with nodes that do not guard their batteries: at half the floor the hardware cuts all work off. */
    public Scenario unguarded() {
        return new Scenario(name, faults, frames, commands, storm, fleet, false, start);
    }

    /** The same with commands that are always heard, obeyed and successful, and with links that carry anything. */
    public Scenario boundless() {
        CommandTrouble none = new CommandTrouble(0, 0, 0);
        return new Scenario(name, faults, frames, none, storm, fleet.linked(BOUNDLESS_GIGABITS), guarded, start);
    }
}
