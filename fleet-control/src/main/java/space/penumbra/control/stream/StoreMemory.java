package space.penumbra.control.stream;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.GateMemory;
import space.penumbra.domain.operator.OperatorAction;

/** The gate's memory in state stores, whose changelogs are written in the same transaction as what the gate lets out. */
final class StoreMemory implements GateMemory {

    static final String COMMANDS = "gate-commands";
    static final String WORKLOADS = "gate-workloads";
    static final String EPOCHS = "gate-epochs";
    static final String HOLD = "gate-hold";

    private static final String FLEET = "fleet";

    private final KeyValueStore<String, CommandEntry> commands;
    private final KeyValueStore<String, Workload> workloads;
    private final KeyValueStore<String, Long> epochs;
    private final KeyValueStore<String, OperatorAction> hold;

    StoreMemory(ProcessorContext<?, ?> context) {
        this.commands = context.getStateStore(COMMANDS);
        this.workloads = context.getStateStore(WORKLOADS);
        this.epochs = context.getStateStore(EPOCHS);
        this.hold = context.getStateStore(HOLD);
    }

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
        commands.delete(commandId);
    }

    @Override
    public void eachCommand(Consumer<CommandEntry> consumer) {
        each(commands, consumer);
    }

    @Override
    public void keep(Workload workload) {
        workloads.put(workload.workloadId(), workload);
    }

    @Override
    public void eachWorkload(Consumer<Workload> consumer) {
        each(workloads, consumer);
    }

    @Override
    public long epoch(String workloadId) {
        Long epoch = epochs.get(workloadId);
        return epoch == null ? Long.MIN_VALUE : epoch;
    }

    @Override
    public void keepEpoch(String workloadId, long epoch) {
        epochs.put(workloadId, epoch);
    }

    @Override
    public Optional<OperatorAction> hold() {
        return Optional.ofNullable(hold.get(FLEET));
    }

    @Override
    public void keepHold(Optional<OperatorAction> action) {
        hold.put(FLEET, action.orElse(null));
    }

    private static <T> void each(KeyValueStore<String, T> store, Consumer<T> consumer) {
        try (KeyValueIterator<String, T> all = store.all()) {
            all.forEachRemaining(entry -> consumer.accept(entry.value));
        }
    }
}
