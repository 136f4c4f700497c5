package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.executors.Step;
import space.penumbra.executors.kubernetes.CheckpointHook.Outcome;

/** The stage in which a workload's pods save their state. Thread-safe. */
final class Saving {

    private final CheckpointHook hook;

    Saving(CheckpointHook hook) {
        this.hook = hook;
    }

    Step save(Command command, List<Pod> pods) {
        String node = command.sourceNodeId();
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (Pod pod : pods) {
            outcomes.add(hook.save(pod, command.commandId()));
        }
        if (outcomes.contains(Outcome.FAILED)) {
            return Step.reached(CommandStage.FAILED, node, "the checkpoint could not be saved; the work goes on");
        }
        if (outcomes.contains(Outcome.BUSY)) {
            return Step.wait(node, "the checkpoint is being saved");
        }
        return Step.reached(
                CommandStage.CHECKPOINTED,
                node,
                outcomes.contains(Outcome.DONE)
                        ? "checkpoint saved"
                        : "no checkpoint hook: the state is what the work itself saved last");
    }
}
