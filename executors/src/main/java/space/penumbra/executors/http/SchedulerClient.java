package space.penumbra.executors.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes one request. It calls the configured address and nothing else: no redirect is followed, no address is taken from an
 * answer, no proxy is used, an answer is read to a bound and within a time. Thread-safe.
 */
final class SchedulerClient {

    /** Bytes of an answer that are read; an answer that is longer is cut, and then is no JSON. */
    static final int ANSWER_BYTES = 64 * 1024;

    private final HttpSettings settings;
    private final Clock clock;
    private final HttpClient http;

    SchedulerClient(HttpSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.timeout())
                .build();
    }

    /** @throws UncheckedIOException if there is no answer */
    Answer send(String method, String path, String commandId, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + path))
                .timeout(settings.timeout())
                .header("idempotency-key", commandId)
                .header("user-agent", "penumbra-executor")
                .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8));
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        sign(request, commandId, body);
        return exchange(request.build());
    }

    private void sign(HttpRequest.Builder request, String commandId, String body) {
        if (settings.secret().isEmpty()) {
            return;
        }
        long seconds = clock.instant().getEpochSecond();
        try {
            request.header("webhook-id", commandId)
                    .header("webhook-timestamp", Long.toString(seconds))
                    .header("webhook-signature", new Webhook(settings.secret()).sign(commandId, seconds, body));
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException("Cannot sign a request with this secret: " + e.getMessage(), e);
        }
    }

    private Answer exchange(HttpRequest request) {
        CompletableFuture<Answer> answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(SchedulerClient::read);
        try {
            // The client's own time-out ends with the headers; this one covers a body that drips for ever.
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable("no answer within " + settings.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Answer read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return new Answer(response.statusCode(), new String(in.readNBytes(ANSWER_BYTES), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the answer broke off: " + e.getMessage(), e);
        }
    }

    private UncheckedIOException unreachable(String what, Throwable cause) {
        return new UncheckedIOException(
                "no answer from " + settings.url().getHost() + ": " + what, new IOException(cause));
    }
}
