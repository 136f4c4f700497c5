package space.penumbra.executors;

import java.time.Instant;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.MigrationReason;

/** Commands for one workload; seconds count from a fixed start. Starts from 100 s to 800 s, deadline 1000 s. */
public final class Commands {

    public static final Instant START = Instant.parse("2026-06-21T12:00:00Z");

    private Commands() {}

    public static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    public static Command move(String id) {
        return command(id, "w1", ActionKind.MIGRATE, "n2", 1, 5, false);
    }

    public static Command withdrawal(String id) {
        return command(id, "w1", ActionKind.MIGRATE, "n2", 1, 5, true);
    }

    public static Command command(
            String id, String workload, ActionKind action, String target, long generation, long epoch, boolean cancel) {
        return new Command(
                id,
                workload,
                action,
                MigrationReason.ECLIPSE_INGRESS,
                "n1",
                target,
                generation,
                epoch,
                "n1/umbra",
                at(100),
                at(800),
                at(1000),
                cancel,
                at(50));
    }

    public static Workload workload(String id, String node, long generation) {
        return new Workload(
                id,
                "t",
                WorkloadKind.BATCH,
                WorkloadState.RUNNING,
                node,
                generation,
                4,
                2000,
                100,
                0.1,
                600,
                1,
                1,
                "",
                true,
                START,
                START);
    }
}
