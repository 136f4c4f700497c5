package space.penumbra.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.webhooks.Counters.Count;

/**
 * The way to one endpoint: a bounded queue and one thread, so that an endpoint that hangs holds no other, and messages
 * arrive in the order of the events.
 *
 * <p>A full queue of a working endpoint holds the reading back for a grace time, which is how a burst is taken; a full
 * queue of a failing or overrun endpoint is dead-lettered from at once.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Courier courier;
    private final DeadLetters deadLetters;
    private final Counters counters;
    private final DeliveryPolicy policy;
    private final BlockingQueue<Job> queue;
    private final Gatherer gatherer;
    private final Thread thread;
    private volatile boolean stopping;
    private boolean overrun;

    Lane(Courier courier, DeadLetters deadLetters, Counters counters, DeliveryPolicy policy, Clock clock) {
        this.courier = courier;
        this.deadLetters = deadLetters;
        this.counters = counters;
        this.policy = policy;
        this.queue = new ArrayBlockingQueue<>(policy.queueCapacity());
        this.gatherer = new Gatherer(queue, courier.endpoint(), clock);
        this.thread = new Thread(this::run, "webhook-" + name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    String name() {
        return courier.endpoint().name();
    }

    Endpoint endpoint() {
        return courier.endpoint();
    }

    int queued() {
        return queue.size();
    }

    Courier courier() {
        return courier;
    }

    /** Takes a message on, or dead-letters it. Called by the reading thread alone. */
    void take(Job job) throws InterruptedException {
        if (queue.size() < policy.queueCapacity() / 2) {
            overrun = false;
        }
        if (queue.offer(job)) {
            return;
        }
        boolean wait = !overrun && !courier.failing();
        if (wait && queue.offer(job, policy.queueGrace().toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        overrun = true;
        bury(
                List.of(job),
                gatherer.parcel(List.of(job)),
                0,
                "the queue of " + policy.queueCapacity() + " messages is full; last error: " + courier.lastError());
    }

    /** Takes a message on if there is room, for what is said again in a while anyway. */
    void takeIfRoom(Message message, Instant now) {
        if (queue.size() < policy.queueCapacity() / 2 && !courier.failing()) {
            queue.offer(new Job(message, now, () -> {}));
        }
    }

    private void run() {
        try {
            while (!stopping) {
                for (List<Job> jobs : gatherer.next(() -> stopping)) {
                    carry(jobs);
                }
            }
        } catch (InterruptedException e) {
            // Stopping in the middle of a message: it is not done, so its offset is not committed and it comes again.
            Thread.currentThread().interrupt();
        }
    }

    private void carry(List<Job> jobs) throws InterruptedException {
        Parcel parcel = gatherer.parcel(jobs);
        Courier.Outcome outcome = outcome(parcel, jobs.get(0).enteredAt());
        if (outcome.delivered()) {
            jobs.forEach(job -> job.done().run());
        } else {
            bury(jobs, parcel, outcome.attempts(), outcome.detail());
        }
    }

    /** A defect in sending one message must not end the lane of all those behind it. */
    private Courier.Outcome outcome(Parcel parcel, Instant enteredAt) throws InterruptedException {
        try {
            return courier.deliver(parcel.id(), endpoint().format().body(parcel), enteredAt);
        } catch (RuntimeException e) {
            LOG.error("event=sending-broke endpoint={} message={}", name(), parcel.id(), e);
            return new Courier.Outcome(false, 1, "sending broke: " + e.getMessage());
        }
    }

    private void bury(List<Job> jobs, Parcel parcel, int attempts, String error) throws InterruptedException {
        LOG.warn(
                "event=dead-lettered endpoint={} message={} events={} attempts={} error={}",
                name(),
                parcel.id(),
                jobs.size(),
                attempts,
                error);
        String body = endpoint().format().body(parcel);
        deadLetters.bury(new DeliveryFailure(parcel.id(), name(), body, attempts, error, parcel.time()));
        jobs.forEach(job -> {
            counters.add(Count.DEAD_LETTERED);
            job.done().run();
        });
    }

    /** Lets the message under way end within the grace time; leaves the rest for the next start. */
    void stop(Duration grace) {
        stopping = true;
        try {
            thread.join(Math.max(1, grace.toMillis()));
            thread.interrupt();
            thread.join(1000);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
