package space.penumbra.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import space.penumbra.cli.terminal.UserError;

/** A receiver of webhooks that keeps what it took, and fails or hangs when it is told to. Thread-safe. */
final class Trap implements AutoCloseable {

    /** How it answers. */
    enum Mood {
        TAKES,
        FAILS,
        HANGS,
        SLOW
    }

    private static final Duration SLOWLY = Duration.ofSeconds(4);
    private static final int OK = 204;
    private static final int BROKEN = 500;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "soak-trap");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Semaphore never = new Semaphore(0);
    private volatile Mood mood = Mood.TAKES;

    Trap() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        } catch (IOException e) {
            throw new UserError("cannot listen on loopback: " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
        Mood now = mood;
        if (now == Mood.HANGS) {
            never.acquireUninterruptibly();
        }
        if (now == Mood.SLOW) {
            Platform.pause(SLOWLY);
        }
        boolean takes = now == Mood.TAKES || now == Mood.SLOW;
        if (takes) {
            JsonNode data = body.path("data");
            taken.add(key(
                    data.path("alarmKey").asText(),
                    data.path("occurrence").asLong(),
                    data.path("change").asText(),
                    data.path("level").asText()));
        }
        try (exchange) {
            exchange.sendResponseHeaders(takes ? OK : BROKEN, -1);
        }
    }

    static String key(String alarmKey, long occurrence, String change, String level) {
        return alarmKey + " " + occurrence + " " + change + " " + level;
    }

    void mood(Mood next) {
        mood = next;
        if (next != Mood.HANGS) {
            never.release(1 << 16);
            never.drainPermits();
        }
    }

    boolean took(String key) {
        return taken.contains(key);
    }

    int count() {
        return taken.size();
    }

    /** Writes the file of endpoints that makes the webhooks come here; signed with a key of this soak alone. */
    Path endpoints(Path folder) {
        try {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Path key = Files.writeString(
                    folder.resolve("trap.key"), "whsec_" + Base64.getEncoder().encodeToString(secret));
            return Files.writeString(
                    folder.resolve("endpoints.json"),
                    "{\"endpoints\": [{\"name\": \"trap\", \"url\": \"http://127.0.0.1:"
                            + server.getAddress().getPort() + "/\", \"secret\": \"file:" + key
                            + "\", \"kinds\": [\"alarm\"], \"allowPrivateAddresses\": true}]}");
        } catch (IOException e) {
            throw new UserError("cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        mood(Mood.TAKES);
        server.stop(0);
        threads.shutdownNow();
    }
}
