package space.penumbra.producers.twin;

import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;

/** Which stages an action goes through, how long each takes in event time, and what it does to the workload. Stateless. */
final class StagePlan {

    /** Share of a laser link's rate that state transfer gets: the rest is the customers' traffic. */
    private static final double LINK_SHARE = 0.8;

    private static final double GIGABITS_PER_GIGABYTE = 8;
    private static final long VERIFY_MILLIS = 1_500;
    private static final long SWITCH_MILLIS = 1_000;

    private StagePlan() {}

    /** The stage that follows. */
    static CommandStage next(ActionKind action, CommandStage stage) {
        if (stage == CommandStage.ACCEPTED) {
            return action == ActionKind.POWER_CAP || action == ActionKind.RESUME
                    ? CommandStage.VERIFIED
                    : CommandStage.CHECKPOINTED;
        }
        if (stage == CommandStage.CHECKPOINTED) {
            return action == ActionKind.MIGRATE ? CommandStage.TRANSFERRED : CommandStage.VERIFIED;
        }
        return stage == CommandStage.TRANSFERRED ? CommandStage.RESTORED : CommandStage.VERIFIED;
    }

    /** From the start to the first stage after acceptance. Saving a checkpoint takes 3 to 6 s. */
    static long firstMillis(Command command) {
        return next(command.action(), CommandStage.ACCEPTED) == CommandStage.VERIFIED
                ? SWITCH_MILLIS
                : 3_000 + (long) (3_000 * share(command, 1));
    }

    /** From a stage to the one after it. Restoring takes 5 to 10 s, transfer what the link needs. */
    static long millisAfter(Command command, CommandStage stage, Job job, double linkGigabitsPerSecond) {
        if (command.action() == ActionKind.MIGRATE && stage == CommandStage.CHECKPOINTED) {
            double seconds = job.stateGigabytes * GIGABITS_PER_GIGABYTE / (linkGigabitsPerSecond * LINK_SHARE);
            return Math.max(500, (long) (seconds * 1000));
        }
        return stage == CommandStage.TRANSFERRED ? 5_000 + (long) (5_000 * share(command, 2)) : VERIFY_MILLIS;
    }

    private static double share(Command command, int channel) {
        return Dice.uniform(Dice.mix(Dice.of(command.commandId()), channel, 0));
    }

    /** What reaching a stage does. */
    static void apply(ActionKind action, CommandStage stage, Job job, JobBoard board, long atMillis) {
        if (stage == CommandStage.CHECKPOINTED) {
            job.lastCheckpointMillis = atMillis;
            job.moving = action == ActionKind.MIGRATE;
        } else if (stage == CommandStage.VERIFIED) {
            verified(action, job, board);
        }
    }

    private static void verified(ActionKind action, Job job, JobBoard board) {
        switch (action) {
            case MIGRATE -> {
                board.settle(job);
                job.moving = false;
                job.pausedByCommand = false;
                job.pausedByGuard = false;
                job.capped = false;
            }
            case PAUSE -> job.pausedByCommand = true;
            case POWER_CAP -> job.capped = true;
            case RESUME -> {
                job.pausedByCommand = false;
                job.capped = false;
            }
            case CHECKPOINT, RIDE -> {
                // Nothing beyond the checkpoint itself.
            }
        }
    }
}
