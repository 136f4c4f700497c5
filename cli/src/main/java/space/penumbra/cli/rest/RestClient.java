package space.penumbra.cli.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import space.penumbra.cli.terminal.UserError;

/** Speaks JSON with a server; whatever goes wrong becomes one line. Thread-safe. */
public final class RestClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String server;
    private final String option;
    private final String token;

    /**
     * A client of one server.
     *
     * @param base address, with or without a slash at its end
     * @param server what the server is, for messages
     * @param option the option that names the address, for messages
     * @param token bearer token, empty for none; never shown
     */
    public RestClient(URI base, String server, String option, String token) {
        this.base = base.toString().replaceAll("/+$", "");
        this.server = server;
        this.option = option;
        this.token = token;
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    public JsonNode post(String path, Object body) {
        return send(withBody(path).POST(HttpRequest.BodyPublishers.ofString(text(body))));
    }

    /** The same for what may take the server minutes, such as starting a job. */
    public JsonNode postAndWait(String path, Object body) {
        return send(withBody(path)
                .POST(HttpRequest.BodyPublishers.ofString(text(body)))
                .timeout(LONG_PATIENCE));
    }

    public JsonNode put(String path, Object body) {
        return send(withBody(path).PUT(HttpRequest.BodyPublishers.ofString(text(body))));
    }

    /** Sends a body that is no JSON. */
    public JsonNode post(String path, String contentType, HttpRequest.BodyPublisher body) {
        return send(request(path).header("Content-Type", contentType).POST(body).timeout(LONG_PATIENCE));
    }

    private HttpRequest.Builder withBody(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> answer;
        try {
            answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new UserError(server + " does not answer at " + base + ": start it, or correct " + option, e);
        } catch (HttpTimeoutException e) {
            throw new UserError(server + " at " + base + " took too long to answer", e);
        } catch (IOException e) {
            throw new UserError(
                    "no answer of " + server + " at " + base + " (" + e.getMessage() + "): check " + option, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while waiting for " + server, e);
        }
        if (answer.statusCode() >= 400) {
            throw new UserError(server + " refused: " + reason(answer));
        }
        return parse(answer.body());
    }

    private JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UserError("what answers at " + base + " is not " + server + ": correct " + option, e);
        }
    }

    private static String reason(HttpResponse<String> answer) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            if (body.hasNonNull("error")) {
                return body.get("error").asText();
            }
            if (body.path("errors").isArray()) {
                // Flink puts the stack trace last; its first line that names a cause is what helps.
                String all =
                        body.get("errors").get(body.get("errors").size() - 1).asText();
                return all.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("Caused by:"))
                        .reduce((first, second) -> second)
                        .orElse(all.lines().findFirst().orElse("no reason given"));
            }
        } catch (JsonProcessingException e) {
            // No JSON: the status alone must do.
            return "HTTP status " + answer.statusCode();
        }
        return "HTTP status " + answer.statusCode();
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not expressible as JSON: " + body, e);
        }
    }
}
