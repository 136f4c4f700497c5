package space.penumbra.cli.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a soak does to a running platform. */
enum SoakFault {
    KILL_TASKMANAGER("kill -9 of a TaskManager, started again after a moment"),
    KILL_JOBMANAGER("kill -9 of the JobManager, started again after a moment"),
    KILL_BROKER("kill -9 of a Kafka broker, started again after a moment"),
    KILL_FLEET_CONTROL("kill -9 of fleet control, started again after a moment"),
    KILL_FLEET("kill -9 of the simulated fleet, its executors included, started again after a moment"),
    KILL_WEBHOOKS("kill -9 of the webhooks, started again after a moment"),
    FREEZE_TASKMANAGER("a TaskManager that answers nothing for a while, and then goes on as if nothing were"),
    FREEZE_KAFKA("all brokers answer nothing for a while"),
    CUT_NETWORK("no network between the jobs and Kafka for a while"),
    FILL_CHECKPOINT_DISK("the disk that takes the checkpoints is full for a while"),
    FILL_BROKER_DISK("the disk of a Kafka broker is full for a while"),
    RESCALE("the jobs are stopped with a savepoint and go on from it with 1, 2 or 4 parallel tasks"),
    STOP_STORE("the history store is away for a while"),
    WEBHOOK_FAILS("the webhook's receiver answers 500 for a while"),
    WEBHOOK_HANGS("the webhook's receiver answers nothing for a while"),
    WEBHOOK_SLOW("the webhook's receiver takes seconds for each answer for a while");

    private final String about;

    SoakFault(String about) {
        this.about = about;
    }

    String about() {
        return about;
    }

    /** Whether it needs a network and a file system that nobody else has. */
    boolean needsIsolation() {
        return this == CUT_NETWORK || this == FILL_CHECKPOINT_DISK || this == FILL_BROKER_DISK;
    }

    /** The word on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SoakFault> named(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(SoakFault::word).toList();
    }
}
