package space.penumbra.cli.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demo shall be.
 *
 * @param nodes number of simulated nodes
 * @param speed seconds of event time per second of wall clock
 * @param seed of everything that is drawn
 * @param scenario built-in name or file
 * @param orbits element sets to fly instead of the designed constellation
 * @param dataDir where state is kept over restarts; a temporary folder if empty
 * @param kafkaPort 0 takes a free one
 * @param httpPort of the console and REST API; 0 takes a free one
 * @param flinkPort of Flink's web interface; 0 takes a free one
 * @param webhooks file of webhook endpoints
 */
public record DemoSettings(
        int nodes,
        double speed,
        long seed,
        String scenario,
        Optional<Path> orbits,
        Optional<Path> dataDir,
        int kafkaPort,
        int httpPort,
        int flinkPort,
        Optional<Path> webhooks) {}
