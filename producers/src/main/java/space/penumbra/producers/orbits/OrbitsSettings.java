package space.penumbra.producers.orbits;

import java.nio.file.Path;

/**
 * Which elements to publish.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param file TLE or OMM (JSON, XML, KVN, CSV)
 * @param announceNodes true to make each object a node of the fleet too, one without telemetry of its own
 */
public record OrbitsSettings(String bootstrap, Path file, boolean announceNodes) {}
