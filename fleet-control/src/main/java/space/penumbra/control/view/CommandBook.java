package space.penumbra.control.view;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;

/**
 * The ledger as people see it. Every live command and the newest finished ones are kept; the counts go over all that were
 * ever seen. One writer, many readers.
 */
final class CommandBook {

    private static final int FINISHED_KEPT = 20_000;

    private final Map<String, CommandEntry> entries = new ConcurrentHashMap<>();
    private final Map<CommandState, Integer> byState = new EnumMap<>(CommandState.class);
    private long issued;
    private double savedGpuHours;

    synchronized void put(CommandEntry entry) {
        count(entries.put(entry.commandId(), entry), -1);
        count(entry, 1);
        if (entries.size() > FINISHED_KEPT * 11 / 10) {
            forgetOldest();
        }
    }

    private void count(CommandEntry entry, int sign) {
        if (entry == null) {
            return;
        }
        byState.merge(entry.state(), sign, Integer::sum);
        issued += entry.attempts() > 0 ? sign : 0;
        if (entry.state() == CommandState.COMPLETED
                && Double.isFinite(entry.proposal().savingGpuHours())) {
            savedGpuHours += sign * entry.proposal().savingGpuHours();
        }
    }

    private void forgetOldest() {
        entries.values().stream()
                .filter(entry -> entry.state().terminal())
                .sorted(Comparator.comparing(CommandEntry::time).reversed())
                .skip(FINISHED_KEPT)
                .map(CommandEntry::commandId)
                .toList()
                .forEach(entries::remove);
    }

    Optional<CommandEntry> find(String commandId) {
        return Optional.ofNullable(entries.get(commandId));
    }

    Collection<CommandEntry> all() {
        return entries.values();
    }

    /** Newest first. */
    List<CommandEntry> newestFirst() {
        return entries.values().stream()
                .sorted(Comparator.comparing(CommandEntry::time).reversed().thenComparing(CommandEntry::commandId))
                .toList();
    }

    synchronized Map<String, Integer> byState() {
        Map<String, Integer> counts = new java.util.TreeMap<>();
        byState.forEach((state, count) -> {
            if (count > 0) {
                counts.put(state.name(), count);
            }
        });
        return counts;
    }

    synchronized long issued() {
        return issued;
    }

    synchronized double savedGpuHours() {
        return savedGpuHours;
    }
}
