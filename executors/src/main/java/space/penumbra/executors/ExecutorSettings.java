package space.penumbra.executors;

import java.time.Duration;

/**
 * What an executor needs besides its scheduler.
 *
 * @param bootstrap addresses of Kafka brokers, {@code host:port}, comma separated
 * @param nodePrefix only commands for nodes whose id begins so are its own; empty for all
 * @param beat how often it asks the scheduler, in wall-clock time
 */
public record ExecutorSettings(String bootstrap, String nodePrefix, Duration beat) {}
