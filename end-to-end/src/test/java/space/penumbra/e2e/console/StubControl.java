package space.penumbra.e2e.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Serves the console from the class path with canned answers of the REST interface, on a free port of the loopback
 * device and under the strict content policy that fleet control sets. Thread-safe.
 */
final class StubControl implements AutoCloseable {

    /** What the console posted: path below {@code /api/}, decoded segment by segment, body, and the header that says who. */
    record Posted(List<String> path, JsonNode body, String authorization) {}

    /** An answer of the interface. */
    record Answer(int status, Object body) {}

    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Object> answers = new ConcurrentHashMap<>();
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Posted, Answer> onPost = post -> new Answer(202, Map.of("actionId", "1"));
    private volatile boolean streaming = true;

    StubControl() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** From now on this path below {@code /api/} (without query) answers with this. */
    void answer(String path, Object body) {
        answers.put(path, body);
    }

    /** What posts are answered with. */
    void onPost(Function<Posted, Answer> answer) {
        onPost = answer;
    }

    List<Posted> posted() {
        return posted;
    }

    /** Every path with its query that was read so far. */
    List<String> asked() {
        return asked;
    }

    /** Sends one event to every open stream. */
    void send(String type, Object data) {
        byte[] event = ("event: " + type + "\ndata: " + StubJson.text(data) + "\n\n").getBytes(UTF_8);
        for (OutputStream listener : listeners) {
            try {
                listener.write(event);
                listener.flush();
            } catch (IOException gone) {
                listeners.remove(listener);
            }
        }
    }

    int listeners() {
        return listeners.size();
    }

    /** Cuts every open stream and refuses new ones until {@link #resumeStreams}. */
    void cutStreams() throws IOException {
        streaming = false;
        for (OutputStream listener : listeners) {
            listeners.remove(listener);
            listener.close();
        }
    }

    void resumeStreams() {
        streaming = true;
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath();
        if (path.equals("/api/stream")) {
            stream(exchange);
        } else if (path.startsWith("/api/")) {
            api(exchange, path.substring("/api/".length()), uri);
        } else {
            file(exchange, path.equals("/") ? "/index.html" : path);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (!streaming) {
            reply(exchange, 503, "application/json", "{}".getBytes(UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write(": welcome\n\n".getBytes(UTF_8));
        body.flush();
        listeners.add(body);
    }

    private void api(HttpExchange exchange, String path, URI uri) throws IOException {
        Answer answer;
        if (exchange.getRequestMethod().equals("GET")) {
            asked.add(uri.toString().substring("/api/".length()));
            // The pointer of a test may rest on any node, and the map then asks for its track.
            Object body = answers.getOrDefault(
                    URLDecoder.decode(path, UTF_8), path.endsWith("/track") ? Map.of("places", List.of()) : null);
            answer = body == null
                    ? new Answer(404, Map.of("error", "There is nothing at " + path + "."))
                    : body instanceof Answer given ? given : new Answer(200, body);
        } else {
            List<String> segments = List.of(path.split("/")).stream()
                    .map(segment -> URLDecoder.decode(segment, UTF_8))
                    .toList();
            String who = exchange.getRequestHeaders().getFirst("Authorization");
            Posted post = new Posted(segments, StubJson.read(exchange.getRequestBody()), who == null ? "" : who);
            posted.add(post);
            answer = onPost.apply(post);
        }
        reply(
                exchange,
                answer.status(),
                "application/json",
                StubJson.text(answer.body()).getBytes(UTF_8));
    }

    private static void file(HttpExchange exchange, String path) throws IOException {
        try (InputStream file = StubControl.class.getResourceAsStream("/console" + path)) {
            if (file == null) {
                reply(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
            reply(exchange, 200, type, file.readAllBytes());
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
