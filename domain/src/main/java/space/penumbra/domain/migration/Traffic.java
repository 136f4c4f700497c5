package space.penumbra.domain.migration;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands whose life is not over, by workload, by target and by failure domain: what caps and reservations are
 * counted from. Not thread-safe.
 */
final class Traffic {

    private final Map<String, CommandEntry> live = new LinkedHashMap<>();
    private final Map<String, Set<String>> byWorkload = new HashMap<>();
    private final Map<String, Set<String>> byTarget = new HashMap<>();
    private final Map<String, Integer> interruptingBy = new HashMap<>();
    private final Map<String, List<String>> domainsOf = new HashMap<>();

    /** Takes the new state of a command; {@code domains} are the failure domains that it touches. */
    void put(CommandEntry entry, List<String> domains) {
        remove(entry.commandId());
        if (entry.state().terminal()) {
            return;
        }
        live.put(entry.commandId(), entry);
        byWorkload
                .computeIfAbsent(entry.proposal().workloadId(), id -> new TreeSet<>())
                .add(entry.commandId());
        byTarget.computeIfAbsent(entry.proposal().targetNodeId(), id -> new TreeSet<>())
                .add(entry.commandId());
        if (interrupts(entry)) {
            domainsOf.put(entry.commandId(), domains);
            domains.forEach(domain -> interruptingBy.merge(domain, 1, Integer::sum));
        }
    }

    private void remove(String commandId) {
        CommandEntry entry = live.remove(commandId);
        if (entry == null) {
            return;
        }
        drop(byWorkload, entry.proposal().workloadId(), commandId);
        drop(byTarget, entry.proposal().targetNodeId(), commandId);
        List<String> domains = domainsOf.remove(commandId);
        if (domains != null) {
            domains.forEach(domain -> interruptingBy.merge(domain, -1, Integer::sum));
        }
    }

    private static void drop(Map<String, Set<String>> index, String key, String commandId) {
        Set<String> ids = index.get(key);
        ids.remove(commandId);
        if (ids.isEmpty()) {
            index.remove(key);
        }
    }

    private static boolean interrupts(CommandEntry entry) {
        return inFlight(entry) && Gate.interrupts(entry.proposal().action());
    }

    static boolean inFlight(CommandEntry entry) {
        return entry.state().compareTo(CommandState.ISSUED) >= 0
                && !entry.state().terminal();
    }

    /** Commands in flight that interrupt work in this failure domain. */
    int interrupting(String domain) {
        return interruptingBy.getOrDefault(domain, 0);
    }

    Optional<CommandEntry> find(String commandId) {
        return Optional.ofNullable(live.get(commandId));
    }

    List<CommandEntry> ofWorkload(String workloadId) {
        return byWorkload.getOrDefault(workloadId, Collections.emptySet()).stream()
                .map(live::get)
                .toList();
    }

    /** Moves towards this node that keep a place there, this command excepted. */
    List<CommandEntry> towards(String nodeId, String exceptCommandId) {
        return byTarget.getOrDefault(nodeId, Collections.emptySet()).stream()
                .filter(id -> !id.equals(exceptCommandId))
                .map(live::get)
                .filter(Traffic::reserves)
                .toList();
    }

    private static boolean reserves(CommandEntry entry) {
        boolean waiting = entry.state() == CommandState.HELD;
        return entry.proposal().action() == ActionKind.MIGRATE
                && (!waiting || GateRule.valueOf(entry.rule()).keepsReservation());
    }

    /** Every live command, most urgent first: a copy. */
    Collection<CommandEntry> byUrgency() {
        return live.values().stream()
                .sorted(Comparator.comparing(
                                (CommandEntry entry) -> entry.proposal().notAfter())
                        .thenComparing(CommandEntry::commandId))
                .toList();
    }
}
