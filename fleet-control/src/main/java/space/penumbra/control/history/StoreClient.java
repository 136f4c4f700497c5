package space.penumbra.control.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a store over HTTP for JSON. Redirects are not followed. Thread-safe. */
final class StoreClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final URI url;
    private final String token;

    StoreClient(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    URI url() {
        return url;
    }

    /**
     * The JSON answer.
     *
     * @throws HistoryUnavailableException one sentence, if there is none
     */
    JsonNode get(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url.toString().replaceAll("/+$", "") + path + "?" + query))
                .timeout(Duration.ofSeconds(10))
                .GET();
        if (!token.isEmpty()) {
            request.header("Authorization", "Token " + token);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = MAPPER.readTree(answer.body());
            String error = body.path("error").asText("");
            if (answer.statusCode() != 200 || !error.isEmpty()) {
                throw new HistoryUnavailableException(
                        "The history store at " + url + " answered " + answer.statusCode() + ": " + error);
            }
            return body;
        } catch (IOException e) {
            throw new HistoryUnavailableException("The history store at " + url + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailableException("The question to the history store was interrupted", e);
        }
    }
}
