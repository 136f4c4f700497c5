package space.penumbra.producers.twin;

import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;

/** The node's own judgement of a command, whatever the gate thought: the last point at which a stale or late one is stopped. Stateless. */
final class Admission {

    private Admission() {}

    /** Why the command is refused, naming the values; empty if it is admitted. */
    static String refusal(Command command, TwinExecutor executor, long nowMillis) {
        Job job = executor.board().find(command.workloadId());
        if (job == null) {
            return "unknown workload " + command.workloadId();
        } else if (command.placementGeneration() != job.generation) {
            return "stale placement: made for generation " + command.placementGeneration() + ", now at "
                    + job.generation;
        } else if (command.epoch() < job.epoch) {
            return "stale epoch " + command.epoch() + ": epoch " + job.epoch + " was seen";
        } else if (nowMillis > command.notAfter().toEpochMilli()) {
            return "too late: notAfter " + command.notAfter() + " has passed";
        } else if (!executor.design(job.node).spec().nodeId().equals(command.sourceNodeId())) {
            return "the workload is on " + executor.design(job.node).spec().nodeId() + ", not on "
                    + command.sourceNodeId();
        } else if (executor.busy(command.workloadId())) {
            return "another command for " + command.workloadId() + " is under way";
        } else if (executor.unwilling(command)) {
            return "the node's agent is not ready";
        }
        return command.action() == ActionKind.MIGRATE
                ? targetRefusal(command, executor, job)
                : placeRefusal(command, executor, job);
    }

    private static String targetRefusal(Command command, TwinExecutor executor, Job job) {
        int target = executor.node(command.targetNodeId());
        if (target < 0) {
            return "unknown target " + command.targetNodeId();
        } else if (target == job.node) {
            return "the workload is already on " + command.targetNodeId();
        } else if (!executor.board().fits(job, target)) {
            return "target full: " + command.targetNodeId() + " has "
                    + executor.board().free(target) + " free GPUs, " + job.gpus + " are needed apart from its group";
        } else if (executor.chargeRatio(target)
                <= executor.design(target).spec().batteryFloorRatio()) {
            return "target " + command.targetNodeId() + " is at its battery floor";
        }
        return "";
    }

    private static String placeRefusal(Command command, TwinExecutor executor, Job job) {
        boolean low = executor.chargeRatio(job.node)
                <= executor.design(job.node).spec().batteryFloorRatio();
        return command.action() == ActionKind.RESUME && low
                ? "cannot resume: " + command.sourceNodeId() + " is at its battery floor"
                : "";
    }
}
