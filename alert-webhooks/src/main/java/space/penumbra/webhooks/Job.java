package space.penumbra.webhooks;

import java.time.Instant;

/**
 * One message on its way to one endpoint.
 *
 * @param message what happened
 * @param enteredAt when this process took it on, by the wall clock
 * @param done called once when it is delivered or dead-lettered; not called when the process stops before
 */
record Job(Message message, Instant enteredAt, Runnable done) {}
