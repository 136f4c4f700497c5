package space.penumbra.webhooks;

import java.net.URI;
import space.penumbra.domain.Nullable;

/**
 * A receiver, what it wants to hear, and how.
 *
 * @param name name in logs, counters and dead letters; unique
 * @param url where messages are posted
 * @param secret what they are signed with, or the key that opens the door; null where the format needs none
 * @param format how messages are worded
 * @param route what it wants to hear
 * @param grouping which events are told of together
 * @param console address of the console for links, without a slash at its end; empty for none
 * @param allowPrivateAddresses whether loopback, private and link-local addresses, and plain http, are allowed
 */
public record Endpoint(
        String name,
        URI url,
        @Nullable Secret secret,
        Format format,
        Route route,
        Grouping grouping,
        String console,
        boolean allowPrivateAddresses) {

    /** Never the address: some are secrets. */
    @Override
    public String toString() {
        return "Endpoint[" + name + ", " + format.word() + ", " + route + "]";
    }
}
