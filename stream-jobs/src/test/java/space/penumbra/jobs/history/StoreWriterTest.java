package space.penumbra.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.jobs.InfluxApi;
import space.penumbra.jobs.JobSettings;

class StoreWriterTest {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(4));

    private final Counter written = new SimpleCounter();
    private final Counter refused = new SimpleCounter();
    private StubStore store;

    @BeforeEach
    void start() throws IOException {
        store = new StubStore();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private StoreWriter writer(InfluxApi api, String token) {
        JobSettings settings = JobSettings.at("127.0.0.1:9").withHistory(store.url(), api, "penumbra", token, 60);
        return new StoreWriter(new StoreClient(settings), QUICK, written, refused);
    }

    @Test
    void storesEverythingBeforeACheckpointGoesOn() throws Exception {
        try (StoreWriter writer = writer(InfluxApi.V2, "t0ken")) {
            writer.write("a f=1 1", null);
            writer.write("a f=2 2", null);
            assertThat(store.lines).isEmpty();
            writer.flush(false);
        }

        assertThat(store.lines).containsExactly("a f=1 1", "a f=2 2");
        assertThat(store.requests)
                .singleElement()
                .asString()
                .startsWith("POST /api/v2/write?")
                .contains("precision=ms");
        assertThat(store.authorizations).containsExactly("Token t0ken");
        assertThat(written.getCount()).isEqualTo(2);
    }

    @Test
    void triesAgainUntilTheStoreIsBack() throws Exception {
        store.nextAnswers.addAll(List.of(503, 500, 429, 404));
        try (StoreWriter writer = writer(InfluxApi.V2, "")) {
            writer.write("a f=1 1", null);
            writer.flush(false);
        }

        assertThat(store.requests).hasSize(5);
        assertThat(store.lines).containsExactly("a f=1 1");
    }

    @Test
    void losesNoPointToABadNeighbour() throws Exception {
        store.poison = "bad";
        try (StoreWriter writer = writer(InfluxApi.V2, "")) {
            for (String line : List.of("a f=1 1", "bad f=2 2", "a f=3 3", "a f=4 4", "a f=5 5")) {
                writer.write(line, null);
            }
            writer.flush(false);
        }

        assertThat(store.lines).containsExactlyInAnyOrder("a f=1 1", "a f=3 3", "a f=4 4", "a f=5 5");
        assertThat(refused.getCount()).isEqualTo(1);
        assertThat(written.getCount()).isEqualTo(4);
    }

    @Test
    void writesWithoutWaitingForACheckpointWhenABatchIsFull() throws Exception {
        try (StoreWriter writer = writer(InfluxApi.V2, "")) {
            for (int i = 0; i < StoreWriter.BATCH; i++) {
                writer.write("a f=1 " + i, null);
            }
            assertThat(store.lines).hasSize(StoreWriter.BATCH);
        }
    }

    @Test
    void speaksVersionOneAndMakesTheDatabaseThatIsMissing() throws Exception {
        store.nextAnswers.addAll(List.of(404, 200));
        try (StoreWriter writer = writer(InfluxApi.V1, "user:secret")) {
            writer.write("a f=1 1", null);
            writer.flush(false);
        }

        assertThat(store.requests)
                .containsExactly(
                        "POST /write?db=penumbra&precision=ms",
                        "POST /query?q=CREATE%20DATABASE%20%22penumbra%22",
                        "POST /write?db=penumbra&precision=ms");
        assertThat(store.lines).containsExactly("a f=1 1");
        assertThat(store.authorizations).containsOnly("Basic dXNlcjpzZWNyZXQ=");
    }

    @Test
    void waitsLongerAndLongerButNotForEver() {
        assertThat(Backoff.DEFAULT.after(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.DEFAULT.after(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Backoff.DEFAULT.after(1_000)).isEqualTo(Duration.ofSeconds(15));
    }
}
