package space.penumbra.control.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.domain.alarm.DeliveryFailure;

/** Webhook messages that were given up and not sent again since, oldest first, as far back as is kept here. Thread-safe. */
final class DeliveryBook {

    private static final int KEPT = 5_000;

    private final Map<String, DeliveryFailure> waiting = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeliveryFailure> eldest) {
            return size() > KEPT;
        }
    };

    /** Takes a letter; one without body and error says that its message was delivered after all. */
    synchronized void put(DeliveryFailure letter) {
        String identity = identity(letter.messageId(), letter.endpoint());
        if (letter.body().isEmpty() && letter.lastError().isEmpty()) {
            waiting.remove(identity);
        } else {
            waiting.put(identity, letter);
        }
    }

    synchronized Optional<DeliveryFailure> find(String messageId, String endpoint) {
        return Optional.ofNullable(waiting.get(identity(messageId, endpoint)));
    }

    synchronized List<DeliveryFailure> oldestFirst() {
        return new ArrayList<>(waiting.values());
    }

    private static String identity(String messageId, String endpoint) {
        return messageId + "\n" + endpoint;
    }
}
