package space.penumbra.domain.alarm;

import java.time.Instant;

/**
 * A webhook message that could not be delivered: kept so that it can be sent again.
 *
 * @param messageId identity that the receiver sees, stable over repeats
 * @param endpoint name of the endpoint
 * @param body what was sent
 * @param attempts how often
 * @param lastError what the last attempt met
 * @param time event time of what it speaks of
 */
public record DeliveryFailure(
        String messageId, String endpoint, String body, int attempts, String lastError, Instant time) {}
