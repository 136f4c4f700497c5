package space.penumbra.cli.score;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is on its way between the parts of the pipeline, in event time: a record is seen when its writer has committed it. Equal times keep their
 * order. Not thread-safe.
 */
final class Mail {

    private record Letter(long dueMillis, long number, Runnable delivery) {}

    /** How often the stream jobs commit, as they do unless set otherwise. */
    static final long JOB_COMMIT_MILLIS = 10_000;

    /** From a writer to a reader once it is committed, and how often the gate and the fleet commit. */
    static final long TRANSPORT_MILLIS = 1_000;

    private final PriorityQueue<Letter> letters =
            new PriorityQueue<>(Comparator.comparingLong(Letter::dueMillis).thenComparingLong(Letter::number));
    private long number;

    /** A record that a stream job writes now: seen after its next commit. */
    void fromJob(long nowMillis, Runnable delivery) {
        long commit = (Math.floorDiv(nowMillis, JOB_COMMIT_MILLIS) + 1) * JOB_COMMIT_MILLIS;
        send(commit + TRANSPORT_MILLIS, delivery);
    }

    /** A record that the fleet or the gate writes now. */
    void direct(long nowMillis, Runnable delivery) {
        send(nowMillis + TRANSPORT_MILLIS, delivery);
    }

    private void send(long dueMillis, Runnable delivery) {
        letters.add(new Letter(dueMillis, number++, delivery));
    }

    /** Delivers what is due. */
    void deliver(long nowMillis) {
        while (!letters.isEmpty() && letters.peek().dueMillis() <= nowMillis) {
            letters.poll().delivery().run();
        }
    }
}
