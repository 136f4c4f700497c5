package space.penumbra.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;

/** The tables of the history store, made beforehand: what identifies a point, so that repeating it changes nothing. */
final class HistoryTables {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private HistoryTables() {}

    /** Creates the tables that are not there. */
    static void create(URI store) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        for (String statement : statements()) {
            execute(client, store, statement);
        }
    }

    static List<String> statements() {
        List<String> readings = new ArrayList<>();
        Arrays.stream(Reading.values()).forEach(reading -> readings.add(reading.field() + " DOUBLE"));
        Arrays.stream(Counter.values()).forEach(counter -> readings.add(counter.field() + " LONG"));
        return List.of(
                table("node", "node", List.of("shell", "source"), readings),
                table("gpu", "node, gpu", List.of("shell"), List.of()),
                table("alarm", "node, rule", List.of("level", "change"), List.of()),
                table("hazard", "node, kind", List.of(), List.of()),
                table("command", "workload, action, state", List.of("reason", "source", "target"), List.of()),
                table("value", "workload, action", List.of("tenant", "reason", "source", "needless"), List.of()),
                table("diverted", "kind, place, reason", List.of(), List.of()),
                table("weather", "feed", List.of(), List.of()));
    }

    /** Tags that identify a point with its time are keys; the fields of the other measurements come with their first point. */
    private static String table(String name, String keys, List<String> otherTags, List<String> fields) {
        List<String> columns = new ArrayList<>();
        for (String key : keys.split(", ")) {
            columns.add(key + " SYMBOL");
        }
        otherTags.forEach(tag -> columns.add(tag + " SYMBOL"));
        columns.addAll(fields);
        columns.add("timestamp TIMESTAMP");
        return "CREATE TABLE IF NOT EXISTS " + name + " (" + String.join(", ", columns)
                + ") TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, " + keys + ")";
    }

    private static void execute(HttpClient client, URI store, String statement) {
        URI uri = URI.create(store + "/exec?query=" + URLEncoder.encode(statement, StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new UserError("the history store refused a table: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The history store at " + store + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while preparing the history store", e);
        }
    }
}
