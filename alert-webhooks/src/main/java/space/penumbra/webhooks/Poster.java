package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes one attempt: checks the address, signs with the time of this attempt, posts, judges the answer. Follows no
 * redirect, uses no proxy, reads a bounded answer within a bounded time. Thread-safe.
 */
final class Poster {

    /** Bytes of an answer that are read; more ends the reading, not the delivery. */
    static final int ANSWER_BYTES = 4096;

    private final HttpClient http;
    private final AddressGuard guard;
    private final Duration timeout;
    private final Clock clock;

    Poster(AddressGuard guard, Duration timeout, Clock clock) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(timeout)
                .build();
        this.guard = guard;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Posts this body under this id. */
    Attempt post(Endpoint endpoint, String messageId, String body) throws InterruptedException {
        try {
            Optional<String> refusal = guard.refusal(endpoint.url(), endpoint.allowPrivateAddresses());
            if (refusal.isPresent()) {
                return Attempt.refused(refusal.get());
            }
            return exchange(request(endpoint, messageId, body));
        } catch (UnknownHostException e) {
            return Attempt.retry("the name " + endpoint.url().getHost() + " is not known", Optional.empty());
        }
    }

    private HttpRequest request(Endpoint endpoint, String messageId, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.url())
                .timeout(timeout)
                .header("content-type", endpoint.format().contentType())
                .header("user-agent", "penumbra-alert-webhooks");
        String sent = body;
        switch (endpoint.format().access()) {
            case SIGNED:
                sign(request, endpoint, messageId, body);
                break;
            case BEARER:
                if (endpoint.secret() != null) {
                    request.header(
                            "authorization", "Bearer " + endpoint.secret().reveal());
                }
                break;
            case KEY_IN_BODY:
                sent = PagerDutyBody.withKey(body, endpoint.secret());
                break;
            default:
                break;
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(sent, UTF_8)).build();
    }

    private void sign(HttpRequest.Builder request, Endpoint endpoint, String messageId, String body) {
        long seconds = clock.instant().getEpochSecond();
        try {
            request.header("webhook-id", messageId)
                    .header("webhook-timestamp", Long.toString(seconds))
                    .header("webhook-signature", endpoint.secret().signer().sign(messageId, seconds, body));
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("Cannot sign for endpoint " + endpoint.name() + ": no HmacSHA256", e);
        }
    }

    private Attempt exchange(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, info -> new BoundedText(ANSWER_BYTES));
        try {
            // The client's own timeout ends with the headers; this one covers a body that drips for ever.
            return judge(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Attempt.retry("no answer within " + timeout.toMillis() + " ms", Optional.empty());
        } catch (ExecutionException e) {
            return Attempt.retry(reason(e.getCause(), request.uri()), Optional.empty());
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable cause, URI url) {
        String what = cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
        return "no answer from " + url.getHost() + ": " + what;
    }

    private Attempt judge(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return Attempt.delivered(status);
        }
        String detail = "answered " + status + (answer.body().isBlank() ? "" : ": " + oneLine(answer.body()));
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            return Attempt.retry(
                    detail,
                    answer.headers()
                            .firstValue("retry-after")
                            .flatMap(text -> RetryAfter.parse(text, clock.instant())));
        }
        return Attempt.refused(status >= 300 && status < 400 ? detail + " (redirects are not followed)" : detail);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
