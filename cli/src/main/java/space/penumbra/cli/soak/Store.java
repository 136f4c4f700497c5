package space.penumbra.cli.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import space.penumbra.cli.terminal.UserError;

/** A real InfluxDB 1.x for the history, if this machine has one. */
final class Store {

    private Store() {}

    /** The server's program. */
    static Optional<Path> program() {
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/bin"))
                .map(folder -> Path.of(folder, "influxd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The server with its data under this folder, not started. */
    static Part part(Path program, Path folder, int port) {
        Path data = folder.resolve("influx");
        String configuration = """
                reporting-disabled = true
                bind-address = "127.0.0.1:%2$d"
                [meta]
                  dir = "%1$s/meta"
                [data]
                  dir = "%1$s/data"
                  wal-dir = "%1$s/wal"
                [http]
                  bind-address = "127.0.0.1:%3$d"
                  log-enabled = false
                [monitor]
                  store-enabled = false
                """.formatted(data, port + 1, port);
        try {
            Path file = Files.writeString(folder.resolve("influxdb.conf"), configuration);
            return new Part(
                    "store",
                    List.of(program.toString(), "-config", file.toString()),
                    folder.resolve("logs").resolve("store.log"));
        } catch (IOException e) {
            throw new UserError("cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Creates a database; whether that worked. */
    static boolean createDatabase(int port, String name) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/query?q=CREATE%20DATABASE%20" + name))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
