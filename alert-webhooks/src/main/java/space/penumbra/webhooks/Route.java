package space.penumbra.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

/**
 * What an endpoint wants to hear.
 *
 * @param kinds families of events
 * @param minimumLevel mildest alarm; of one it heard of, it hears of the easing too
 * @param commandStates states of a command
 * @param rules rules whose alarms it wants; empty for all
 * @param places shells, or planes as {@code shell/plane}, whose nodes it is responsible for; empty for all
 */
public record Route(
        Set<EventKind> kinds,
        LimitLevel minimumLevel,
        Set<CommandState> commandStates,
        Set<String> rules,
        Set<String> places) {

    /** What needs a person, and how commands end; not the many steps between. */
    public static final Set<CommandState> DEFAULT_COMMAND_STATES = Set.of(
            CommandState.AWAITING_APPROVAL,
            CommandState.COMPLETED,
            CommandState.REJECTED,
            CommandState.CANCELLED,
            CommandState.TIMED_OUT,
            CommandState.FAILED);

    public Route {
        kinds = Set.copyOf(kinds);
        commandStates = Set.copyOf(commandStates);
        rules = Set.copyOf(rules);
        places = Set.copyOf(places);
    }

    /** The route in words, for people. */
    String words() {
        List<String> parts = new ArrayList<>();
        if (kinds.contains(EventKind.ALARM)) {
            parts.add("alarms from " + minimumLevel + " on" + (rules.isEmpty() ? "" : " of " + sorted(rules)));
        }
        if (kinds.contains(EventKind.COMMAND)) {
            parts.add(
                    commandStates.equals(DEFAULT_COMMAND_STATES)
                            ? "commands that need a person or end"
                            : "commands that are " + sorted(commandStates));
        }
        return String.join(", ", parts) + (places.isEmpty() ? "" : ", in " + sorted(places));
    }

    private static String sorted(Set<?> values) {
        return values.stream().map(String::valueOf).sorted().collect(Collectors.joining(" "));
    }

    /** Whether the message is wanted. Of a node whose place is not known everyone hears: rather one message too many. */
    boolean wants(Message message) {
        if (!kinds.contains(message.kind())) {
            return false;
        }
        Place place = message.place();
        boolean here =
                places.isEmpty() || !place.known() || places.contains(place.shell()) || places.contains(place.name());
        return here
                && (message.kind() == EventKind.ALARM
                        ? message.level().compareTo(minimumLevel) >= 0
                                && (rules.isEmpty()
                                        || rules.contains(message.alarm().ruleId()))
                        : commandStates.contains(message.commandState()));
    }
}
