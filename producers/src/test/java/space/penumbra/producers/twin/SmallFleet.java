package space.penumbra.producers.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.MigrationReason;

/** A twin of a few nodes with what it says. */
final class SmallFleet {

    static final Instant START = Instant.parse("2026-11-22T19:00:00Z");

    final Recording said = new Recording();
    final FleetTwin twin;

    SmallFleet(int nodes, long seed, Scenario scenario) {
        this(nodes, seed, scenario, true);
    }

    SmallFleet(int nodes, long seed, Scenario scenario, boolean filled) {
        List<NodeDesign> designs =
                FleetDesigner.design(TwinSettings.of("localhost:1", nodes, seed, 60), FleetMix.ORDINARY, START);
        twin = new FleetTwin(designs, scenario, seed, 10, START.toEpochMilli(), said);
        if (filled) {
            twin.fill();
        }
    }

    static SmallFleet quiet(int nodes) {
        return new SmallFleet(nodes, 7, Scenario.load("quiet"));
    }

    static Scenario scenario(String key, double value) {
        return scenario(key, Double.toString(value));
    }

    static Scenario scenario(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Scenario.of("test", properties);
    }

    Instant now() {
        return Instant.ofEpochMilli(twin.timeMillis());
    }

    void advance(Duration duration) {
        twin.advanceTo(twin.timeMillis() + duration.toMillis());
    }

    void take(Command command) {
        twin.executor().take(command, twin.timeMillis());
    }

    /** A running workload that another node has room for. */
    Job movable() {
        return twin.board().all().stream()
                .filter(job -> job.working() && freeFor(job) >= 0)
                .findFirst()
                .orElseThrow();
    }

    int freeFor(Job job) {
        for (int node = 0; node < twin.designs().size(); node++) {
            if (node != job.node && twin.board().fits(job, node)) {
                return node;
            }
        }
        return -1;
    }

    Workload latest(String id) {
        return said.latest().get(id);
    }

    WorkloadState stateOf(Job job) {
        return latest(job.id).state();
    }

    String nodeId(int node) {
        return twin.designs().get(node).spec().nodeId();
    }

    Command command(String id, Job job, ActionKind action) {
        return new Command(
                id,
                job.id,
                action,
                MigrationReason.ECLIPSE_INGRESS,
                nodeId(job.node),
                action == ActionKind.MIGRATE ? nodeId(freeFor(job)) : "",
                job.generation,
                1,
                "hazard-1",
                now(),
                now().plusSeconds(600),
                now().plusSeconds(900),
                false,
                now());
    }

    static Command withdrawal(Command c) {
        return new Command(
                c.commandId(),
                c.workloadId(),
                c.action(),
                c.reason(),
                c.sourceNodeId(),
                c.targetNodeId(),
                c.placementGeneration(),
                c.epoch(),
                c.hazardId(),
                c.notBefore(),
                c.notAfter(),
                c.deadline(),
                true,
                c.time());
    }

    static Command of(Command c, long generation, long epoch, Instant notAfter, String target) {
        return new Command(
                c.commandId(),
                c.workloadId(),
                c.action(),
                c.reason(),
                c.sourceNodeId(),
                target,
                generation,
                epoch,
                c.hazardId(),
                c.notBefore(),
                notAfter,
                c.deadline(),
                false,
                c.time());
    }
}
