package space.penumbra.control.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static space.penumbra.control.Samples.at;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both adapters against a server that answers in the stores' published shapes. */
class HistoryReaderTest {

    private static final List<String> FIELDS = List.of("batteryChargeRatio", "loadPowerWatts");

    private HttpServer store;
    private String question = "";
    private String answer = "{}";
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            question = exchange.getRequestURI().getPath() + "?"
                    + URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        store.start();
    }

    @AfterEach
    void stop() {
        store.stop(0);
    }

    @Test
    void asksInfluxForMeansAndLeavesOutIntervalsWithoutData() {
        answer = "{\"results\":[{\"series\":[{\"name\":\"node\",\"columns\":[\"time\",\"a\",\"b\"],\"values\":"
                + "[[1000,0.9,5000],[2000,null,null],[3000,0.8,null]]}]}]}";

        HistorySeries series = reader(HistoryKind.INFLUXQL).read("it's", FIELDS, at(0), at(600), 60);

        // 600 s in 60 points are 10 s each; the quote in the node's name is escaped.
        assertThat(question)
                .startsWith("/query?")
                .contains("mean(\"batteryChargeRatio\")", "\"node\" = 'it\\'s'", "GROUP BY time(10s)", "db=penumbra");
        assertThat(series.times()).containsExactly(1000L, 3000L);
        assertThat(series.series().get("batteryChargeRatio")).containsExactly(0.9, 0.8);
        assertThat(series.series().get("loadPowerWatts")).containsExactly(5000.0, Double.NaN);
    }

    @Test
    void asksQuestInSql() {
        answer =
                "{\"query\":\"q\",\"columns\":[],\"dataset\":[[\"2026-06-21T12:00:00.000000Z\",0.9,5000.0]],\"count\":1}";

        HistorySeries series = reader(HistoryKind.QUESTDB).read("it's", FIELDS, at(0), at(600), 60);

        assertThat(question).startsWith("/exec?").contains("node = 'it''s'", "SAMPLE BY 10s");
        assertThat(series.times()).containsExactly(at(0).toEpochMilli());
        assertThat(series.series().get("loadPowerWatts")).containsExactly(5000.0);
    }

    @Test
    void aRefusedQuestionAndASilentStoreAreSaidInOneLine() {
        status = 400;
        answer = "{\"error\":\"database not found\"}";
        assertThatThrownBy(() -> reader(HistoryKind.INFLUXQL).read("a", FIELDS, at(0), at(600), 60))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining("400: database not found");
        HistoryReader nobody = HistoryKind.QUESTDB.reader(URI.create("http://127.0.0.1:1"), "", "");
        assertThatThrownBy(() -> nobody.read("a", FIELDS, at(0), at(600), 60))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessage("The history store at http://127.0.0.1:1 does not answer");
    }

    @Test
    void onlyReadingsAndCountersHaveAHistory() {
        assertThat(HistoryReader.known("batteryChargeRatio")).isTrue();
        assertThat(HistoryReader.known("x\"; DROP")).isFalse();
    }

    private HistoryReader reader(HistoryKind kind) {
        return kind.reader(URI.create("http://127.0.0.1:" + store.getAddress().getPort() + "/"), "penumbra", "");
    }
}
