package space.penumbra.e2e.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real InfluxDB 1.x in a folder of its own, on free loopback ports. */
public final class InfluxServer implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("Listening on HTTP.*addr\"?[=:]\\s*\"?127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private InfluxServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The server's program, if this machine has one. */
    public static Optional<Path> program() {
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/bin"))
                .map(folder -> Path.of(folder, "influxd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the server with its data under this folder. */
    public static InfluxServer start(Path program, Path folder) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("influxdb.conf"), configuration(folder));
        Path log = folder.resolve("influxd.log");
        Process process = new ProcessBuilder(program.toString(), "-config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Matcher matcher = LISTENING.matcher(Files.readString(log));
            if (matcher.find()) {
                return new InfluxServer(process, Integer.parseInt(matcher.group(1)));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("influxd did not start: " + Files.readString(log));
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

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Creates a database. */
    public void create(String database) {
        send(HttpRequest.newBuilder(URI.create(url() + "/query?q=" + encoded("CREATE DATABASE " + database)))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Writes points in line protocol, times in milliseconds. */
    public void write(String database, String lines) {
        send(HttpRequest.newBuilder(URI.create(url() + "/write?precision=ms&db=" + database))
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
    }

    /** What a query answers: the single result, with {@code series} or {@code error}. */
    public JsonNode query(String database, String influxQl) {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create(url() + "/query?epoch=ms&db=" + database + "&q=" + encoded(influxQl)))
                        .GET());
        try {
            JsonNode body = new ObjectMapper().readTree(answer.body());
            return body.has("error") ? body : body.path("results").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 500
                    || (answer.statusCode() >= 400 && !answer.body().contains("error"))) {
                throw new IllegalStateException("influxd answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
