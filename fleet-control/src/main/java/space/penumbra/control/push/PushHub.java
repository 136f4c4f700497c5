package space.penumbra.control.push;

import io.javalin.http.sse.SseClient;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.control.view.FleetListener;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.migration.CommandEntry;

/**
 * Sends what changes to everybody who listens. Changes are gathered and sent twice a second, each node, alarm and command at
 * most once in a batch; a storm of alarms is spread over batches. A client that cannot follow is disconnected and reads anew;
 * it never slows the others or the feed. Thread-safe.
 */
public final class PushHub implements FleetListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PushHub.class);
    private static final int MOST_CLIENTS = 100;
    private static final int MOST_EVENTS = 200;
    private static final long BATCH_MILLIS = 500;
    private static final int SUMMARY_BATCHES = 4;
    private static final int BEAT_BATCHES = 20;

    private final FleetView view;
    private final List<PushClient> clients = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "push-beat");
        thread.setDaemon(true);
        return thread;
    });
    private final Object lock = new Object();
    private final Set<String> nodes = new LinkedHashSet<>();
    private final Set<String> incidents = new LinkedHashSet<>();
    private final Map<String, AlarmDeskEntry> alarms = new LinkedHashMap<>();
    private final Map<String, CommandEntry> commands = new LinkedHashMap<>();
    private boolean holdChanged;
    private long batches;

    public PushHub(FleetView view) {
        this.view = view;
        view.listen(this);
        beat.scheduleAtFixedRate(this::flushSafely, BATCH_MILLIS, BATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A new client; it first gets the whole fleet. */
    public void connect(SseClient client) {
        if (clients.size() >= MOST_CLIENTS) {
            LOG.warn("push client refused clients={}", clients.size());
            client.close();
            return;
        }
        PushClient listener = new PushClient(client);
        client.keepAlive();
        listener.offer(PushEvents.status(view, view.statuses()));
        listener.offer(PushEvents.summary(view));
        listener.offer(PushEvents.hold(view));
        clients.add(listener);
        client.onClose(() -> remove(listener));
        listener.start();
    }

    private void remove(PushClient client) {
        clients.remove(client);
        client.close();
    }

    /** Clients that listen now. */
    public int clients() {
        return clients.size();
    }

    /** Clients that were disconnected because they could not follow. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void status(String nodeId) {
        if (!clients.isEmpty()) {
            synchronized (lock) {
                nodes.add(nodeId);
            }
        }
    }

    @Override
    public void alarm(AlarmDeskEntry entry) {
        if (!clients.isEmpty()) {
            synchronized (lock) {
                alarms.put(entry.event().alarmKey(), entry);
            }
        }
    }

    @Override
    public void incident(String incidentId) {
        if (!clients.isEmpty()) {
            synchronized (lock) {
                incidents.add(incidentId);
            }
        }
    }

    @Override
    public void command(CommandEntry entry) {
        if (!clients.isEmpty()) {
            synchronized (lock) {
                commands.put(entry.commandId(), entry);
            }
        }
    }

    @Override
    public void hold() {
        synchronized (lock) {
            holdChanged = true;
        }
    }

    private void flushSafely() {
        try {
            flush();
        } catch (RuntimeException e) {
            LOG.error("push failed", e);
        }
    }

    /** Sends one batch. */
    void flush() {
        batches++;
        List<PushEvent> events = new ArrayList<>();
        synchronized (lock) {
            if (holdChanged) {
                events.add(PushEvents.hold(view));
                holdChanged = false;
            }
            some(alarms).forEach(entry -> events.add(PushEvents.alarm(view, entry)));
            incidents.forEach(
                    id -> view.incidents().find(id).map(PushEvents::incident).ifPresent(events::add));
            incidents.clear();
            some(commands).forEach(entry -> events.add(PushEvents.command(entry)));
            if (!nodes.isEmpty()) {
                List<NodeStatus> changed = nodes.stream()
                        .map(id -> view.status(id).orElse(null))
                        .filter(Objects::nonNull)
                        .toList();
                nodes.clear();
                events.add(PushEvents.status(view, changed));
            }
        }
        if (clients.isEmpty()) {
            return;
        }
        if (batches % SUMMARY_BATCHES == 0) {
            events.add(PushEvents.summary(view));
            events.add(PushEvents.hazard(view));
        }
        if (batches % BEAT_BATCHES == 0) {
            events.add(PushEvent.BEAT);
        }
        for (PushClient client : clients) {
            if (!events.stream().allMatch(client::offer)) {
                dropped.incrementAndGet();
                remove(client);
            }
        }
    }

    /** Takes some of the oldest changes out; the rest waits for the next batch. */
    private static <T> List<T> some(Map<String, T> changes) {
        List<T> taken = new ArrayList<>();
        Iterator<T> rest = changes.values().iterator();
        while (rest.hasNext() && taken.size() < MOST_EVENTS) {
            taken.add(rest.next());
            rest.remove();
        }
        return taken;
    }

    @Override
    public void close() {
        beat.shutdownNow();
        clients.forEach(this::remove);
    }
}
