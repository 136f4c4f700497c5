package space.penumbra.control.push;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One listener: a bounded queue and the thread that writes it out, so that a slow line blocks nobody else. Thread-safe.
 */
final class PushClient implements AutoCloseable {

    private static final int QUEUE = 1000;

    private final BlockingQueue<PushEvent> queue = new ArrayBlockingQueue<>(QUEUE);
    private final SseClient client;
    private final Thread writer = new Thread(this::write, "push-client");
    private volatile boolean open = true;

    PushClient(SseClient client) {
        this.client = client;
        writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    /** Queues an event; false if the client is too far behind. */
    boolean offer(PushEvent event) {
        return queue.offer(event);
    }

    private void write() {
        try {
            while (open && !client.terminated()) {
                PushEvent event = queue.poll(1, TimeUnit.SECONDS);
                if (event == null) {
                    continue;
                }
                if (event.name().isEmpty()) {
                    client.sendComment(event.data());
                } else {
                    client.sendEvent(event.name(), event.data());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }

    @Override
    public void close() {
        open = false;
        writer.interrupt();
    }
}
