package space.penumbra.webhooks;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

/**
 * A receiver and what it wants to hear.
 *
 * @param name name in logs, counters and dead letters; unique
 * @param url where messages are posted
 * @param secret what they are signed with
 * @param kinds families of events it wants
 * @param minimumLevel mildest alarm it wants to hear of; of one it heard of, it hears of the easing too
 * @param commandStates states of a command it wants to hear of
 * @param allowPrivateAddresses whether loopback, private and link-local addresses, and plain http, are allowed
 */
public record Endpoint(
        String name,
        URI url,
        Secret secret,
        Set<EventKind> kinds,
        LimitLevel minimumLevel,
        Set<CommandState> commandStates,
        boolean allowPrivateAddresses) {

    /** What needs a person, and how commands end; not the many steps between. */
    public static final Set<CommandState> DEFAULT_COMMAND_STATES = Set.copyOf(EnumSet.of(
            CommandState.AWAITING_APPROVAL,
            CommandState.COMPLETED,
            CommandState.REJECTED,
            CommandState.CANCELLED,
            CommandState.TIMED_OUT,
            CommandState.FAILED));

    public Endpoint {
        kinds = Set.copyOf(kinds);
        commandStates = Set.copyOf(commandStates);
    }

    /** Whether this endpoint wants the message. */
    boolean wants(Message message) {
        return kinds.contains(message.kind())
                && (message.kind() == EventKind.ALARM
                        ? message.level().compareTo(minimumLevel) >= 0
                        : commandStates.contains(message.commandState()));
    }
}
