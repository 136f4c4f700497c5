package space.penumbra.webhooks;

import java.time.Duration;

/**
 * How hard delivery is tried, the same for every endpoint.
 *
 * @param attempts attempts for each message before it is dead-lettered
 * @param backOff waits between them
 * @param timeout for one attempt, from connecting to the end of the answer
 * @param giveUpAfter longest life of an undelivered message in this process, open circuits and Retry-After included
 * @param queueCapacity messages that may wait for one endpoint
 * @param queueGrace how long a full queue of a working endpoint holds the reading back before messages are dead-lettered
 * @param circuitFailures attempts that must fail in a row to open an endpoint's circuit
 * @param circuitDelay how long an open circuit stays so before one trial
 */
public record DeliveryPolicy(
        int attempts,
        BackOff backOff,
        Duration timeout,
        Duration giveUpAfter,
        int queueCapacity,
        Duration queueGrace,
        int circuitFailures,
        Duration circuitDelay) {

    /** A receiver that is restarted loses nothing; one that is gone for good holds the offsets back ten minutes at most. */
    public static final DeliveryPolicy DEFAULT = new DeliveryPolicy(
            6,
            new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            1000,
            Duration.ofSeconds(5),
            5,
            Duration.ofSeconds(30));
}
