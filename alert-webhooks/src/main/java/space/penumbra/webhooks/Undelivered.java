package space.penumbra.webhooks;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.wire.Topics;

/**
 * The dead letters as people see them: listed and sent again. A letter that was delivered after all is marked in the same
 * topic by a record of the same identity without a body. Thread-safe.
 */
final class Undelivered {

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Courier.Transport transport;
    private final Map<String, Endpoint> endpoints;
    private final DeadLetters deadLetters;
    private final Clock clock;

    Undelivered(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Courier.Transport transport,
            Map<String, Endpoint> endpoints,
            DeadLetters deadLetters,
            Clock clock) {
        this.consumers = consumers;
        this.transport = transport;
        this.endpoints = endpoints;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Letters that still wait, oldest first. */
    List<DeliveryFailure> list() {
        Map<String, DeliveryFailure> waiting = new LinkedHashMap<>();
        try (TopicTail<DeliveryFailure> letters = new TopicTail<>(consumers.get(), Topics.WEBHOOKS_UNDELIVERED)) {
            letters.toEnd((key, failure) -> note(failure, waiting));
        }
        return new ArrayList<>(waiting.values());
    }

    private static void note(DeliveryFailure failure, Map<String, DeliveryFailure> waiting) {
        if (failure == null) {
            return;
        }
        String identity = failure.messageId() + "\n" + failure.endpoint();
        if (failure.body().isEmpty() && failure.lastError().isEmpty()) {
            waiting.remove(identity);
        } else {
            waiting.put(identity, failure);
        }
    }

    /**
     * Makes one attempt for a letter, under its old id.
     *
     * @return what the endpoint said
     * @throws IllegalArgumentException if no endpoint has that name any more or the letter has no message
     */
    Attempt resend(DeliveryFailure letter) throws InterruptedException {
        Endpoint endpoint = endpoints.get(letter.endpoint());
        if (endpoint == null || letter.body().isEmpty()) {
            throw new IllegalArgumentException("Message " + letter.messageId() + " cannot be sent again: '"
                    + letter.endpoint() + "' is no endpoint now, or there was no message; endpoints are "
                    + endpoints.keySet());
        }
        Attempt attempt = transport.post(endpoint, letter.messageId(), letter.body());
        if (attempt.result() == Attempt.Result.DELIVERED) {
            deadLetters.bury(new DeliveryFailure(
                    letter.messageId(), letter.endpoint(), "", letter.attempts() + 1, "", clock.instant()));
        }
        return attempt;
    }
}
