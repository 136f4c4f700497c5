package space.penumbra.producers.weather;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gets the text of a source; a URL is asked whether it has changed since the last time. Not thread-safe. */
final class FeedFetcher {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Map<String, String> tags = new HashMap<>();
    private final Map<String, String> dates = new HashMap<>();

    /**
     * The text, or nothing if it has not changed.
     *
     * @throws IllegalArgumentException if it cannot be had, with the reason
     */
    Optional<String> fetch(String source) {
        try {
            return source.matches("https?://.*") ? get(source) : Optional.of(Files.readString(Path.of(source)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot read " + source + ": " + (e.getMessage() == null ? "no answer" : e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("Cannot read " + source + ": interrupted", e);
        }
    }

    private Optional<String> get(String url) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).GET();
        Optional.ofNullable(tags.get(url)).ifPresent(tag -> request.header("If-None-Match", tag));
        Optional.ofNullable(dates.get(url)).ifPresent(date -> request.header("If-Modified-Since", date));
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 304) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw new IOException("it answered " + response.statusCode());
        }
        response.headers().firstValue("ETag").ifPresent(tag -> tags.put(url, tag));
        response.headers().firstValue("Last-Modified").ifPresent(date -> dates.put(url, date));
        return Optional.of(new String(response.body(), StandardCharsets.UTF_8));
    }
}
