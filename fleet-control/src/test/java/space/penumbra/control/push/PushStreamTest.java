package space.penumbra.control.push;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.control.Samples.alarm;
import static space.penumbra.control.Samples.status;

import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmDesk;
import space.penumbra.domain.limits.LimitLevel;

/** Server-sent events over a real connection. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PushStreamTest {

    private final FleetView view = new FleetView();
    private final PushHub hub = new PushHub(view);
    private final Javalin server = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.routes.sse("/stream", hub::connect);
            })
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        hub.close();
        server.stop();
    }

    @Test
    void firstTheWholeFleetThenOnlyWhatChanged() throws Exception {
        view.put(status("a", 0));
        view.put(status("b", 0));
        try (BufferedReader stream = listen()) {
            assertThat(data(stream, "status")).contains("\"ids\":[\"a\",\"b\"]");
            view.put(status("b", LimitLevel.WARNING, false, 10));
            String batch = data(stream, "status");
            assertThat(batch).contains("\"ids\":[\"b\"]", "\"level\":[\"WARNING\"]", "2026-06-21T12:00:10Z");
            view.put(status("a", 20));
            assertThat(data(stream, "status")).contains("\"ids\":[\"a\"]");
        }
    }

    @Test
    void alarmsAndTheHoldAreTold() throws Exception {
        try (BufferedReader stream = listen()) {
            assertThat(data(stream, "hold")).contains("\"on\":false");
            view.put(AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.SEVERE, 1, 5))
                    .orElseThrow());
            assertThat(data(stream, "alarm")).contains("\"alarmKey\":\"a/hot\"", "\"state\":\"ACTIVE\"");
        }
    }

    @Test
    void aStormOfAlarmsIsSpreadOverBatchesAndDropsNobody() throws Exception {
        try (BufferedReader stream = listen()) {
            data(stream, "hold");
            for (int i = 0; i < 1500; i++) {
                view.put(AlarmDesk.hear(null, alarm("n" + i, AlarmChange.RAISED, LimitLevel.WATCH, 1, 5))
                        .orElseThrow());
            }
            for (int i = 0; i < 1500; i++) {
                assertThat(data(stream, "alarm")).contains("\"n" + i + "\"");
            }
            assertThat(hub.dropped()).isZero();
        }
    }

    private BufferedReader listen() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/stream"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<java.io.InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** Data of the next event of this name; events of other names are passed over. */
    private static String data(BufferedReader stream, String name) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.equals("event: " + name)) {
            line = stream.readLine();
        }
        while (line != null && !line.startsWith("data: ")) {
            line = stream.readLine();
        }
        assertThat(line).as("event %s", name).isNotNull();
        return line;
    }
}
