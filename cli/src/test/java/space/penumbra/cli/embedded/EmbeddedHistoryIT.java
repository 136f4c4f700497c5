package space.penumbra.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void takesLineProtocolOnceHoweverOftenItIsWrittenAndKeepsItOverARestart() throws Exception {
        String point =
                "node,node=dd650-00-00,shell=dd650,source=twin batteryChargeRatio=0.5,restarts=1i 1790000000000\n";
        try (EmbeddedHistory history = EmbeddedHistory.start(folder, 0)) {
            write(history, point);
            write(history, point);
            awaitCount(history, "1");
        }
        try (EmbeddedHistory history = EmbeddedHistory.start(folder, 0)) {
            awaitCount(history, "1");
            write(history, point.replace("dd650-00-00", "dd650-00-01"));
            awaitCount(history, "2");
            // A measurement whose fields are not known beforehand.
            write(
                    history,
                    "alarm,node=a,rule=r,level=WATCH,change=RAISED value=1.5,message=\"hot, very\",active=1i 1790000000000\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(query(history, "select message from alarm"))
                            .contains("hot, very"));
        }
    }

    private void awaitCount(EmbeddedHistory history, String count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(query(history, "select count() from node"))
                        .contains("\"dataset\":[[" + count + "]]"));
    }

    private void write(EmbeddedHistory history, String lines) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(history.url() + "/api/v2/write?org=penumbra&bucket=penumbra&precision=ms"))
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private String query(EmbeddedHistory history, String sql) throws IOException, InterruptedException {
        URI uri = URI.create(history.url() + "/exec?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
