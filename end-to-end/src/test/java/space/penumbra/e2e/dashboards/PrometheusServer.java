package space.penumbra.e2e.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import space.penumbra.e2e.neighbour.NeighbourServer;

/** A real Prometheus that reads some pages once a second, on a free loopback port. */
final class PrometheusServer extends NeighbourServer {

    private static final Pattern LISTENING = Pattern.compile("\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");

    private PrometheusServer(Path program, Path folder, Path configuration) throws IOException, InterruptedException {
        super(
                List.of(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0"),
                folder.resolve("prometheus.log"),
                LISTENING);
    }

    /** The server's program, if this machine has one. */
    static Optional<Path> program() {
        return program("prometheus");
    }

    /**
     * Starts it.
     *
     * @param pages ports of this machine whose {@code /metrics} is read
     */
    static PrometheusServer start(Path program, Path folder, List<Integer> pages)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String targets = pages.stream().map(page -> "'127.0.0.1:" + page + "'").collect(Collectors.joining(", "));
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: penumbra
                    static_configs: [{targets: [%s]}]
                """.formatted(targets));
        return new PrometheusServer(program, folder, configuration);
    }

    /** What a query answers over a range, a value every two seconds: {@code result}, or {@code error}. */
    JsonNode query(String promQl, Instant from, Instant to) {
        URI uri = URI.create(
                url() + "/api/v1/query_range?query=" + encoded(promQl) + "&start=" + from + "&end=" + to + "&step=2");
        try {
            JsonNode body = new ObjectMapper()
                    .readTree(send(HttpRequest.newBuilder(uri)).body());
            return body.has("error") ? body : body.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
