package space.penumbra.producers.twin;

import java.nio.file.Path;
import java.time.Instant;
import space.penumbra.domain.Nullable;

/**
 * How to run a simulated fleet.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param nodes number of nodes, 1 to 2,000,000; with an orbit file at most as many as it has
 * @param seed of everything that is drawn
 * @param speed seconds of event time per second of wall clock, above 0 to 10,000
 * @param reportIntervalSeconds event time between frames of a node; whole multiples of 10 s
 * @param scenario name of a built-in {@link Scenario} or a properties file
 * @param orbits file with TLE or OMM elements; null for the designed constellation
 * @param dataDirectory where the state is kept (in {@code twin/}); null to keep none
 * @param start event time of a new fleet; null for the wall clock
 */
public record TwinSettings(
        String bootstrap,
        int nodes,
        long seed,
        double speed,
        double reportIntervalSeconds,
        String scenario,
        @Nullable Path orbits,
        @Nullable Path dataDirectory,
        @Nullable Instant start) {

    /** Largest fleet that fits the arrays of one process. */
    public static final int MOST_NODES = 2_000_000;

    private static final double FASTEST = 10_000;

    /** @throws IllegalArgumentException naming the value that cannot be used and what can */
    public TwinSettings {
        if (bootstrap == null || bootstrap.isBlank()) {
            throw new IllegalArgumentException("No broker given: use host:port");
        }
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException("A fleet of " + nodes + " nodes: use 1 to " + MOST_NODES);
        }
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("Speed " + speed + ": use a number above 0 and at most " + FASTEST);
        }
        if (!(reportIntervalSeconds >= 10 && reportIntervalSeconds <= 3600 && reportIntervalSeconds % 10 == 0)) {
            throw new IllegalArgumentException("Report interval " + reportIntervalSeconds
                    + " s: use a multiple of 10 from 10 to 3600 seconds of event time");
        }
    }

    /** A fleet of the designed constellation with the default scenario, frames each 10 s, no stored state. */
    public static TwinSettings of(String bootstrap, int nodes, long seed, double speed) {
        return new TwinSettings(bootstrap, nodes, seed, speed, 10, "default", null, null, null);
    }
}
