package space.penumbra.domain.migration;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.operator.OperatorAction;

/** The gate's memory in maps: for simulations and tests, where nothing must outlive the process. Not thread-safe. */
public final class MapGateMemory implements GateMemory {

    private final Map<String, CommandEntry> commands = new LinkedHashMap<>();
    private final Map<String, Workload> workloads = new LinkedHashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private Optional<OperatorAction> hold = Optional.empty();

    @Override
    public Optional<CommandEntry> command(String commandId) {
        return Optional.ofNullable(commands.get(commandId));
    }

    @Override
    public void keep(CommandEntry entry) {
        commands.put(entry.commandId(), entry);
    }

    @Override
    public void forget(String commandId) {
        commands.remove(commandId);
    }

    @Override
    public void eachCommand(Consumer<CommandEntry> consumer) {
        commands.values().forEach(consumer);
    }

    @Override
    public void keep(Workload workload) {
        workloads.put(workload.workloadId(), workload);
    }

    @Override
    public void eachWorkload(Consumer<Workload> consumer) {
        workloads.values().forEach(consumer);
    }

    @Override
    public long epoch(String workloadId) {
        return epochs.getOrDefault(workloadId, Long.MIN_VALUE);
    }

    @Override
    public void keepEpoch(String workloadId, long epoch) {
        epochs.put(workloadId, epoch);
    }

    @Override
    public Optional<OperatorAction> hold() {
        return hold;
    }

    @Override
    public void keepHold(Optional<OperatorAction> action) {
        hold = action;
    }
}
