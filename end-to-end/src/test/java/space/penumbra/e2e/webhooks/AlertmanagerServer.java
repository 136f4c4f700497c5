package space.penumbra.e2e.webhooks;

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

/** A real Alertmanager in a folder of its own, on a free loopback port. */
final class AlertmanagerServer extends NeighbourServer {

    private static final Pattern LISTENING = Pattern.compile("msg=\"?Listening on\"? address=127\\.0\\.0\\.1:(\\d+)");

    private AlertmanagerServer(Path program, Path folder, Path configuration) throws IOException, InterruptedException {
        super(
                List.of(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0",
                        "--cluster.listen-address="),
                folder.resolve("alertmanager.log"),
                LISTENING);
    }

    /** The program, if this machine has one. */
    static Optional<Path> program() {
        return program("prometheus-alertmanager");
    }

    static AlertmanagerServer start(Path program, Path folder) throws IOException, InterruptedException {
        Path configuration = Files.writeString(
                folder.resolve("alertmanager.yml"), "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n");
        return new AlertmanagerServer(program, folder, configuration);
    }

    /** Where alerts are posted. */
    String alertsUrl() {
        return url() + "/api/v2/alerts";
    }

    /** Alerts that it holds to be firing, silenced or not. */
    JsonNode alerts() {
        return answer(HttpRequest.newBuilder(URI.create(alertsUrl())).GET());
    }

    JsonNode post(String path, String json) {
        return answer(HttpRequest.newBuilder(URI.create(url() + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static JsonNode answer(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Alertmanager answered " + answer.statusCode() + ": " + answer.body());
        }
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
