package space.penumbra.e2e.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import space.penumbra.e2e.neighbour.NeighbourServer;

/** A real InfluxDB 1.x in a folder of its own, on free loopback ports. */
public final class InfluxServer extends NeighbourServer {

    private static final Pattern LISTENING =
            Pattern.compile("Listening on HTTP.*addr\"?[=:]\\s*\"?127\\.0\\.0\\.1:(\\d+)");

    private InfluxServer(Path program, Path folder) throws IOException, InterruptedException {
        super(
                List.of(
                        program.toString(),
                        "-config",
                        Files.writeString(folder.resolve("influxdb.conf"), configuration(folder))
                                .toString()),
                folder.resolve("influxd.log"),
                LISTENING);
    }

    /** The server's program, if this machine has one. */
    public static Optional<Path> program() {
        return program("influxd");
    }

    /** Starts the server with its data under this folder. */
    public static InfluxServer start(Path program, Path folder) throws IOException, InterruptedException {
        return new InfluxServer(program, folder);
    }

    private static String configuration(Path folder) {
        return """
                reporting-disabled = true
                bind-address = "127.0.0.1:0"
                [meta]
                  dir = "%1$s/meta"
                [data]
                  dir = "%1$s/data"
                  wal-dir = "%1$s/wal"
                [http]
                  bind-address = "127.0.0.1:0"
                  log-enabled = false
                [monitor]
                  store-enabled = false
                """.formatted(folder);
    }

    /** Creates a database. */
    public void create(String database) {
        answer(HttpRequest.newBuilder(URI.create(url() + "/query?q=" + encoded("CREATE DATABASE " + database)))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Writes points in line protocol, times in milliseconds. */
    public void write(String database, String lines) {
        answer(HttpRequest.newBuilder(URI.create(url() + "/write?precision=ms&db=" + database))
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
    }

    /** What a query answers: the single result, with {@code series} or {@code error}. */
    public JsonNode query(String database, String influxQl) {
        HttpResponse<String> answer = answer(
                HttpRequest.newBuilder(URI.create(url() + "/query?epoch=ms&db=" + database + "&q=" + encoded(influxQl)))
                        .GET());
        try {
            JsonNode body = new ObjectMapper().readTree(answer.body());
            return body.has("error") ? body : body.path("results").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() >= 500
                || (answer.statusCode() >= 400 && !answer.body().contains("error"))) {
            throw new IllegalStateException("influxd answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}
