package space.penumbra.domain.alarm;

import java.time.Instant;

/**
 * How the way to one webhook endpoint is: written when it changes and at a slow beat. Never its address, which may be a secret.
 *
 * @param endpoint name of the endpoint
 * @param format how messages are worded there, such as {@code event} or {@code slack}
 * @param wants what is told there, for people
 * @param circuit CLOSED (working), OPEN (left alone for a while) or HALF_OPEN (on trial)
 * @param queued messages that wait for it
 * @param lastError what the newest failed attempt met; empty if none failed since the service started
 * @param wallTime when this was so, by the wall clock of the service
 */
public record EndpointReport(
        String endpoint, String format, String wants, String circuit, int queued, String lastError, Instant wallTime) {

    /** Whether something changed that a person would want to know at once; a queue comes and goes with every message. */
    public boolean tells(EndpointReport before) {
        return !circuit.equals(before.circuit)
                || !lastError.equals(before.lastError)
                || !format.equals(before.format)
                || !wants.equals(before.wants);
    }
}
