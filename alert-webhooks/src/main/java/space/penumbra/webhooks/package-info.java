/**
 * Alarms and commands to the outside world.
 *
 * <p>The way of an event: {@code Intake} reads it, {@code Messages} words it, each {@code Endpoint} that wants it gets it
 * through its own {@code Lane} (a bounded queue and one thread), whose {@code Courier} signs, sends, waits and tries
 * again, and {@code DeadLetters} keeps what no attempt delivered. {@code Progress} lets an offset be committed only when
 * every message of the record was delivered or dead-lettered.
 */
package space.penumbra.webhooks;
