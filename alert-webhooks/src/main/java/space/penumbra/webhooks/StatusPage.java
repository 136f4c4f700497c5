package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** {@code /health} for probes and {@code /metrics} in Prometheus text. Names endpoints, never their addresses or secrets. */
final class StatusPage implements AutoCloseable {

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;

    private StatusPage(HttpServer server) {
        this.server = server;
    }

    static StatusPage start(String host, int port, AlertWebhooks service) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 16);
            server.createContext("/health", exchange -> {
                boolean up = service.running();
                answer(exchange, up ? 200 : 503, "text/plain; charset=utf-8", up ? "up\n" : "reading stopped\n");
            });
            server.createContext("/metrics", exchange -> answer(exchange, 200, METRICS_TYPE, metrics(service)));
            server.start();
            return new StatusPage(server);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The status page cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): choose another port",
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static String metrics(AlertWebhooks service) {
        StringBuilder text = new StringBuilder();
        service.counters()
                .forEach((name, value) -> text.append(String.format(
                        Locale.ROOT,
                        "# TYPE penumbra_webhooks_%1$s_total counter%npenumbra_webhooks_%1$s_total %2$d%n",
                        name,
                        value)));
        text.append("# TYPE penumbra_webhooks_open_events gauge\npenumbra_webhooks_open_events ")
                .append(service.openEvents())
                .append("\n# TYPE penumbra_webhooks_queued gauge\n");
        service.endpoints().forEach(endpoint -> text.append(labelled("queued", endpoint.name(), endpoint.queued())));
        text.append("# TYPE penumbra_webhooks_circuit_open gauge\n");
        service.endpoints()
                .forEach(endpoint -> text.append(labelled(
                        "circuit_open", endpoint.name(), endpoint.circuit().equals("CLOSED") ? 0 : 1)));
        return text.toString();
    }

    private static String labelled(String metric, String endpoint, int value) {
        return "penumbra_webhooks_" + metric + "{endpoint=\"" + endpoint + "\"} " + value + "\n";
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("content-type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
