package space.penumbra.e2e.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.jobs.InfluxApi;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.jobs.history.HistoryJob;
import space.penumbra.producers.publish.TopicPublisher;

/** Fills an InfluxDB the way the platform does: records into topics, the history job out of them into the store. */
final class PipelineHistory {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int INTERVAL_SECONDS = 60;

    private PipelineHistory() {}

    /** Returns when every measurement of {@link RecordedFleet} is in the store. */
    static void fill(InfluxServer server, String database, Path folder) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            try (TopicPublisher publisher = new TopicPublisher(kafka.bootstrap(), "recorded-fleet")) {
                RecordedFleet.publish(publisher);
            }
            JobSettings settings = JobSettings.at(kafka.bootstrap())
                    .withParallelism(1)
                    .withCheckpointIntervalMillis(500)
                    .withHistory(server.url(), InfluxApi.V1, database, "", INTERVAL_SECONDS);
            try (EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 0, 1)) {
                flink.submit(
                        HistoryJob.NAME, Jobs.graph(Jobs.named(HistoryJob.NAME).orElseThrow(), settings));
                await().atMost(PATIENCE).untilAsserted(() -> {
                    // The last minute of a node is written when a later frame shows that it is over.
                    assertThat(count(server, database, "loadPowerWatts", "node"))
                            .isGreaterThanOrEqualTo(RecordedFleet.NODES * (RecordedFleet.MINUTES - 2L));
                    assertThat(count(server, database, "attempts", "command")).isEqualTo(RecordedFleet.COMMAND_STEPS);
                    for (List<String> other : List.of(
                            List.of("temperatureCelsius", "gpu"),
                            List.of("active", "alarm"),
                            List.of("durationSeconds", "hazard"),
                            List.of("scale", "weather"))) {
                        assertThat(count(server, database, other.get(0), other.get(1)))
                                .as(other.get(1))
                                .isPositive();
                    }
                });
            }
        }
    }

    private static long count(InfluxServer server, String database, String field, String measurement) {
        return server.query(database, "SELECT count(\"" + field + "\") FROM \"" + measurement + "\"")
                .path("series")
                .path(0)
                .path("values")
                .path(0)
                .path(1)
                .asLong();
    }

    /** Begin of what is recorded. */
    static Instant begin() {
        return RecordedFleet.BEGIN;
    }

    /** End of what is recorded. */
    static Instant end() {
        return RecordedFleet.BEGIN.plusSeconds(60L * RecordedFleet.MINUTES);
    }
}
