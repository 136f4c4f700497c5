package space.penumbra.domain.migration;

import java.util.Optional;
import java.util.function.Consumer;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.operator.OperatorAction;

/** What the gate must not forget: kept by whoever runs it, so that it survives a crash together with what was sent. */
public interface GateMemory {

    Optional<CommandEntry> command(String commandId);

    void keep(CommandEntry entry);

    void forget(String commandId);

    /** Every command that is kept, in no order. */
    void eachCommand(Consumer<CommandEntry> consumer);

    void keep(Workload workload);

    /** Every workload that is kept, in no order. */
    void eachWorkload(Consumer<Workload> consumer);

    /** Highest plan epoch that was seen for the workload; below every epoch if none was. */
    long epoch(String workloadId);

    void keepEpoch(String workloadId, long epoch);

    /** The HOLD in force, if any. */
    Optional<OperatorAction> hold();

    /** Keeps the HOLD in force; empty ends it. */
    void keepHold(Optional<OperatorAction> hold);
}
