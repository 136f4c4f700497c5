package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosterTest {

    private final Receiver receiver = new Receiver();
    private final AddressGuard guard = new AddressGuard(InetAddress::getAllByName);
    private final Poster poster = new Poster(guard, Duration.ofSeconds(5), Clock.systemUTC());

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Attempt post() throws InterruptedException {
        return poster.post(receiver.endpoint("a"), "msg_1", "{\"a\":1}");
    }

    @Test
    void signsSoThatTheStandardLibraryVerifies() throws Exception {
        assertThat(post().result()).isEqualTo(Attempt.Result.DELIVERED);

        Receiver.Received received = receiver.received.get(0);
        assertThat(received.id()).isEqualTo("msg_1");
        assertThatCode(() -> new Webhook(Receiver.KEY).verify(received.body(), lower(received)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        new Webhook("whsec_b3RoZXIga2V5IG90aGVyIGtleQ==").verify(received.body(), lower(received)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static Map<String, java.util.List<String>> lower(Receiver.Received received) {
        return received.headers().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503})
    void findsTroubleThatMayPassWorthAnotherTry(int status) throws InterruptedException {
        receiver.answers(Receiver.status(status));
        assertThat(post().result()).isEqualTo(Attempt.Result.RETRY);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410})
    void doesNotRepeatWhatTheReceiverRefuses(int status) throws InterruptedException {
        receiver.answers(Receiver.status(status));
        assertThat(post().result()).isEqualTo(Attempt.Result.REFUSED);
    }

    @Test
    void readsRetryAfter() throws InterruptedException {
        receiver.answers(Receiver.status(429, "Retry-After", "17"));
        assertThat(post().retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(17)));
    }

    @Test
    void followsNoRedirect() throws InterruptedException {
        try (Receiver inner = new Receiver()) {
            receiver.answers(Receiver.status(307, "Location", inner.url().toString()));
            Attempt attempt = post();
            assertThat(attempt.result()).isEqualTo(Attempt.Result.REFUSED);
            assertThat(attempt.detail()).contains("redirects are not followed");
            assertThat(inner.received).isEmpty();
        }
    }

    @Test
    void givesAHangingReceiverUp() throws InterruptedException {
        receiver.answers(Receiver.hang());
        Poster impatient = new Poster(guard, Duration.ofMillis(200), Clock.systemUTC());
        Attempt attempt = impatient.post(receiver.endpoint("a"), "msg_1", "{}");
        assertThat(attempt.result()).isEqualTo(Attempt.Result.RETRY);
    }

    @Test
    @Timeout(10)
    void givesAnAnswerThatDripsForEverUp() throws InterruptedException {
        receiver.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            Receiver.hang().to(exchange);
        });
        Poster impatient = new Poster(guard, Duration.ofMillis(500), Clock.systemUTC());
        Attempt attempt = impatient.post(receiver.endpoint("a"), "msg_1", "{}");
        assertThat(attempt.result()).isEqualTo(Attempt.Result.RETRY);
    }

    @Test
    void readsNoMoreOfAnAnswerThanItsBound() throws InterruptedException {
        byte[] block = "x".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        AtomicBoolean hungUp = new AtomicBoolean();
        receiver.answers(exchange -> {
            exchange.sendResponseHeaders(400, 0);
            try {
                // Without a bound the reader would take this in for as long as the test lives.
                while (!Thread.currentThread().isInterrupted()) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException e) {
                hungUp.set(true);
            }
        });
        Attempt attempt = post();
        assertThat(attempt.result()).isEqualTo(Attempt.Result.REFUSED);
        await().untilTrue(hungUp);
        assertThat(attempt.detail()).hasSizeLessThan(300);
    }

    @Test
    void callsNoInnerAddressThatIsNotAllowed() throws InterruptedException {
        Endpoint allowed = receiver.endpoint("a");
        Endpoint endpoint = new Endpoint(
                "a",
                java.net.URI.create("https://127.0.0.1:" + allowed.url().getPort() + "/"),
                allowed.secret(),
                allowed.format(),
                allowed.route(),
                allowed.grouping(),
                allowed.console(),
                false);
        Attempt attempt = poster.post(endpoint, "msg_1", "{}");
        assertThat(attempt.result()).isEqualTo(Attempt.Result.REFUSED);
        assertThat(attempt.detail()).contains("127.0.0.1", "allowPrivateAddresses");
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void saysThatNobodyListens() throws InterruptedException {
        Endpoint endpoint = receiver.endpoint("a");
        receiver.close();
        Attempt attempt = poster.post(endpoint, "msg_1", "{}");
        assertThat(attempt.result()).isEqualTo(Attempt.Result.RETRY);
        assertThat(attempt.detail()).contains("no answer from 127.0.0.1");
    }

    private Endpoint knowing(Format format, String reference, String value) {
        Endpoint plain = receiver.endpoint("a");
        return new Endpoint(
                "a",
                plain.url(),
                reference.isEmpty() ? null : Secret.text(reference, any -> value),
                format,
                plain.route(),
                plain.grouping(),
                "",
                true);
    }

    @Test
    void putsARoutingKeyIntoTheRequestAlone() throws InterruptedException {
        poster.post(knowing(Format.PAGERDUTY, "env:K", "r0ut1ng"), "msg_1", "{\"event_action\":\"trigger\"}");
        Receiver.Received received = receiver.received.get(0);
        assertThat(received.body()).isEqualTo("{\"routing_key\":\"r0ut1ng\",\"event_action\":\"trigger\"}");
        assertThat(received.headers()).doesNotContainKey("Webhook-signature");
    }

    @Test
    void bearsATokenWhereThereIsOne() throws InterruptedException {
        poster.post(knowing(Format.ALERTMANAGER_API, "env:K", "t0ken"), "msg_1", "[]");
        poster.post(knowing(Format.ALERTMANAGER_API, "", ""), "msg_2", "[]");
        assertThat(receiver.received.get(0).headers().get("Authorization")).containsExactly("Bearer t0ken");
        assertThat(receiver.received.get(1).headers()).doesNotContainKey("Authorization");
    }
}
