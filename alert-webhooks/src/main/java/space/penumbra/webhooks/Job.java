package space.penumbra.webhooks;

import java.time.Instant;
import space.penumbra.domain.alarm.DeliveryFailure;

/**
 * One message on its way to one endpoint.
 *
 * @param messageId identity that the receiver sees
 * @param body what is sent
 * @param time event time of what it speaks of
 * @param enteredAt when this process took it on, by the wall clock
 * @param done called once when it is delivered or dead-lettered; not called when the process stops before
 */
record Job(String messageId, String body, Instant time, Instant enteredAt, Runnable done) {

    /** What is kept of it when it cannot be delivered. */
    DeliveryFailure failure(String endpoint, int attempts, String error) {
        return new DeliveryFailure(messageId, endpoint, body, attempts, error, time);
    }
}
