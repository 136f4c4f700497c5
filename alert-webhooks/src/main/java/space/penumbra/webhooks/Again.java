package space.penumbra.webhooks;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.alarm.DeliveryFailure;

/**
 * Sends dead letters again because somebody asked, one after the other, aside from the lanes: an endpoint that hangs holds the reading of
 * new alarms no longer than a moment. What fails again stays among the dead letters. Thread-safe.
 */
final class Again implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Again.class);

    private final Undelivered undelivered;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread each = new Thread(task, "webhook-again");
        each.setDaemon(true);
        return each;
    });

    Again(Undelivered undelivered) {
        this.undelivered = undelivered;
    }

    /** Makes one attempt soon; {@code done} is called after it, however it ended. */
    void send(String messageId, String endpoint, Runnable done) {
        thread.execute(() -> {
            try {
                attempt(messageId, endpoint);
                done.run();
            } catch (InterruptedException e) {
                // Stopping: it is not done, so its offset is not committed and it comes again.
                Thread.currentThread().interrupt();
            }
        });
    }

    private void attempt(String messageId, String endpoint) throws InterruptedException {
        try {
            Optional<DeliveryFailure> letter = undelivered.list().stream()
                    .filter(each -> each.messageId().equals(messageId)
                            && each.endpoint().equals(endpoint))
                    .findFirst();
            if (letter.isEmpty()) {
                LOG.info("event=not-sent-again message={} endpoint={} reason=it waits no more", messageId, endpoint);
                return;
            }
            Attempt attempt = undelivered.resend(letter.get());
            LOG.info(
                    "event=sent-again endpoint={} message={} result={} detail={}",
                    endpoint,
                    messageId,
                    attempt.result(),
                    attempt.detail());
        } catch (RuntimeException e) {
            LOG.warn("event=not-sent-again message={} endpoint={} error={}", messageId, endpoint, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
