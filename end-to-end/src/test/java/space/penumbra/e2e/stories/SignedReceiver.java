package space.penumbra.e2e.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Somebody else's server: takes webhooks on a free loopback port and checks their signatures with the standard's own library. */
final class SignedReceiver implements AutoCloseable {

    private static final String KEY = "whsec_cGVudW1icmEtc3Rvcmllcy1rZXk=";

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    SignedReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/hook", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            messages.add(new Message(
                    body,
                    exchange.getRequestHeaders().entrySet().stream()
                            .collect(Collectors.toMap(
                                    header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue))));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Writes the file of endpoints that names this server for alarms, and its key beside it. */
    Path endpointsFile(Path folder) {
        try {
            Path key = Files.writeString(folder.resolve("webhook.key"), KEY);
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
            return Files.writeString(folder.resolve("webhooks.json"), """
                    {"endpoints": [{"name": "on-call", "url": "%s", "secret": "file:%s", "kinds": ["alarm"],
                      "minimumLevel": "WARNING", "allowPrivateAddresses": true}]}
                    """.formatted(url, key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first message of this type that speaks of this alarm. */
    Optional<Message> message(String type, String alarmKey) {
        return messages.stream()
                .filter(message -> message.body().contains("\"" + type + "\"")
                        && message.body().contains("\"" + alarmKey + "\""))
                .findFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A request as it came, header names in lower case. */
    record Message(String body, Map<String, List<String>> headers) {

        /** Throws unless this body was signed with our key. */
        void verify(String altered) throws WebhookVerificationException, EmptyWebhookSecretException {
            new Webhook(KEY).verify(altered, headers);
        }
    }
}
