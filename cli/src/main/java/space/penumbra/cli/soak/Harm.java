package space.penumbra.cli.soak;

import java.nio.file.Path;
import java.util.List;

/** Does to a platform what a schedule says, waits as long as it lasts, and undoes what a supervisor would undo. Used by one thread. */
final class Harm {

    private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);

    private final Platform platform;
    private final StandaloneCluster cluster;

    Harm(Platform platform) {
        this.platform = platform;
        this.cluster = platform.cluster();
    }

    void suffer(SoakSchedule.Entry entry) {
        int which = entry.which();
        switch (entry.fault()) {
            case KILL_TASKMANAGER -> killed("taskmanager-" + (1 + which % StandaloneCluster.TASK_MANAGERS), entry);
            case KILL_JOBMANAGER -> killed("jobmanager", entry);
            case KILL_BROKER -> killed("broker-" + (1 + which % StandaloneCluster.BROKERS), entry);
            case KILL_FLEET_CONTROL -> killed(platform.control(), entry);
            case KILL_FLEET -> killed(platform.fleet(), entry);
            case KILL_WEBHOOKS -> killed(platform.webhooks(), entry);
            case STOP_STORE -> killed(platform.store(), entry);
            case FREEZE_TASKMANAGER ->
                frozen(List.of("taskmanager-" + (1 + which % StandaloneCluster.TASK_MANAGERS)), entry);
            case FREEZE_KAFKA -> frozen(List.of("broker-1", "broker-2", "broker-3"), entry);
            case CUT_NETWORK -> cut(entry);
            case FILL_CHECKPOINT_DISK -> filled(cluster.checkpointDisk(), entry);
            case FILL_BROKER_DISK -> filled(cluster.brokerDisk(), entry);
            case WEBHOOK_FAILS -> inMood(Trap.Mood.FAILS, entry);
            case WEBHOOK_HANGS -> inMood(Trap.Mood.HANGS, entry);
            case WEBHOOK_SLOW -> inMood(Trap.Mood.SLOW, entry);
            case RESCALE -> platform.rescale(next());
            default -> throw new IllegalStateException("No harm for " + entry.fault());
        }
    }

    /** 1, 2, 4 and again. */
    private int next() {
        int at = PARALLELISMS.indexOf(platform.parallelism());
        return PARALLELISMS.get((at + 1) % PARALLELISMS.size());
    }

    private void killed(String part, SoakSchedule.Entry entry) {
        cluster.kill(part);
        Platform.pause(entry.lasts());
        cluster.restart(part);
    }

    private static void killed(Part part, SoakSchedule.Entry entry) {
        part.kill();
        Platform.pause(entry.lasts());
        part.start();
    }

    private void frozen(List<String> parts, SoakSchedule.Entry entry) {
        parts.forEach(part -> cluster.freeze(part, true));
        Platform.pause(entry.lasts());
        parts.forEach(part -> cluster.freeze(part, false));
        // Flink gives up a TaskManager that was silent for too long, and the TaskManager then ends itself.
        parts.forEach(cluster::restart);
    }

    private void cut(SoakSchedule.Entry entry) {
        platform.surroundings().cut();
        Platform.pause(entry.lasts());
        platform.surroundings().mend();
    }

    private void filled(Path disk, SoakSchedule.Entry entry) {
        platform.surroundings().fill(disk);
        Platform.pause(entry.lasts());
        platform.surroundings().empty(disk);
    }

    private void inMood(Trap.Mood mood, SoakSchedule.Entry entry) {
        platform.trap().mood(mood);
        Platform.pause(entry.lasts());
        platform.trap().mood(Trap.Mood.TAKES);
    }
}
