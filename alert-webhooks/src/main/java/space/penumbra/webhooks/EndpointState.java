package space.penumbra.webhooks;

/**
 * How an endpoint is doing.
 *
 * @param name its name
 * @param circuit CLOSED (working), OPEN (left alone for a while) or HALF_OPEN (on trial)
 * @param queued messages that wait for it
 * @param lastError what the last failed attempt met; empty if none failed
 */
public record EndpointState(String name, String circuit, int queued, String lastError) {}
