package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import space.penumbra.domain.limits.LimitLevel;

/** A real HTTP server on a free loopback port that keeps what it was sent and answers as the test says. */
final class Receiver implements AutoCloseable {

    /** Base64 of sixteen plain bytes: a key for tests. */
    static final String KEY = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";

    /** Answers one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    record Received(String body, Map<String, List<String>> headers) {
        String id() {
            return headers.get("Webhook-id").get(0);
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Answer answer = status(204);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new Received(body, Map.copyOf(exchange.getRequestHeaders())));
            try (exchange) {
                answer.to(exchange);
            }
        });
        server.start();
    }

    void answers(Answer next) {
        answer = next;
    }

    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Answer status(int status, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Answers nothing until the test ends. */
    static Answer hang() {
        return exchange -> {
            try {
                new java.util.concurrent.CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    Endpoint endpoint(String name) {
        return endpoint(name, LimitLevel.WATCH);
    }

    Endpoint endpoint(String name, LimitLevel minimum) {
        return endpoint(name, Format.EVENT, minimum, Set.of(), Grouping.NONE);
    }

    Endpoint endpoint(String name, Format format, LimitLevel minimum, Set<String> places, Grouping grouping) {
        return new Endpoint(
                name,
                url(),
                Secret.of("env:KEY", any -> KEY),
                format,
                new Route(EnumSet.allOf(EventKind.class), minimum, Route.DEFAULT_COMMAND_STATES, Set.of(), places),
                grouping,
                "https://ops.example",
                true);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
