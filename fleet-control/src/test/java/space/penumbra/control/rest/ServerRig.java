package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import space.penumbra.control.Samples;
import space.penumbra.control.audit.ActionLog;
import space.penumbra.control.backtest.Backtests;
import space.penumbra.control.history.HistoryKind;
import space.penumbra.control.push.PushHub;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.backtest.Backtest;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.rules.RuleVersion;

/** A real server on a free port before a view that the test fills, and a client. */
final class ServerRig implements AutoCloseable {

    static final Instant WALL = Instant.parse("2030-01-01T00:00:00Z");

    final FleetView view = new FleetView();
    final List<OperatorAction> written = new ArrayList<>();
    final List<LimitRule> rules = new ArrayList<>();
    final HttpClient http = HttpClient.newHttpClient();
    boolean broken;
    /** What a back-test reads; gives whether it was all. */
    Predicate<Backtest> recorded = test -> true;

    private final ApiServer.Parts parts;
    private final ApiServer server;

    ServerRig(String token) {
        this(People.withToken(token));
    }

    ServerRig(People people) {
        this(people, Optional.empty());
    }

    ServerRig(People people, Optional<Tls> tls) {
        ActionLog log = new ActionLog() {
            @Override
            public void append(OperatorAction action) {
                if (broken) {
                    throw new IllegalStateException("no broker");
                }
                written.add(action);
            }

            @Override
            public void append(OperatorAction action, List<RuleVersion> versions, LimitRule inForce) {
                append(action);
                // What the topics would bring back.
                versions.forEach(view.lab()::version);
                if (inForce != null) {
                    rules.add(inForce);
                    view.put(inForce);
                }
            }
        };
        parts = new ApiServer.Parts(
                view,
                log,
                HistoryKind.NONE.reader(URI.create(""), "", ""),
                new Backtests(view, (from, to, clock, test) -> recorded.test(test)),
                () -> List.of(new Component("streams", true, true, "RUNNING")),
                () -> Map.of("fleet.status", 2L),
                Clock.fixed(WALL, ZoneOffset.UTC));
        server = new ApiServer(parts, "127.0.0.1", 0, people, tls);
        view.put(Samples.status("time", 0));
    }

    ApiServer.Parts parts() {
        return parts;
    }

    /** Method and path of everything that is routed, server-sent events apart. */
    List<String> routes() {
        try (PushHub hub = new PushHub(view)) {
            return ApiServer.routes(parts, hub, People.NOBODY).stream()
                    .map(route -> route.method() + " " + route.path())
                    .toList();
        }
    }

    int port() {
        return server.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + answer.body(), e);
        }
    }

    static String error(HttpResponse<String> answer) {
        return json(answer).path("error").asText();
    }

    @Override
    public void close() {
        server.close();
    }
}
