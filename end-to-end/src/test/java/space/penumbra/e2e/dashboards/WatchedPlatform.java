package space.penumbra.e2e.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.embedded.Ports;
import space.penumbra.control.FleetControl;
import space.penumbra.control.FleetControlSettings;
import space.penumbra.jobs.InfluxApi;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.jobs.health.HealthJob;
import space.penumbra.jobs.history.HistoryJob;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.webhooks.AlertWebhooks;
import space.penumbra.webhooks.BackOff;
import space.penumbra.webhooks.DeliveryPolicy;
import space.penumbra.webhooks.EndpointsFile;
import space.penumbra.webhooks.WebhookSettings;

/**
 * The platform as it fills its history and is watched doing so: recorded records into topics; health and history jobs, fleet
 * control and webhooks on them; Prometheus reading all their pages.
 */
final class WatchedPlatform implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int INTERVAL_SECONDS = 60;
    private static final int READINGS = 6;
    private static final DeliveryPolicy HASTY = new DeliveryPolicy(
            2,
            new BackOff(Duration.ofMillis(20), Duration.ofMillis(50)),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            100,
            Duration.ofSeconds(1),
            3,
            Duration.ofSeconds(30));

    private final InfluxServer history;
    private final String database;
    private final Path folder;
    private final Path prometheusProgram;
    private PrometheusServer prometheus;
    private Instant begun;
    private Instant ended;

    WatchedPlatform(InfluxServer history, String database, Path folder, Path prometheusProgram) {
        this.history = history;
        this.database = database;
        this.folder = folder;
        this.prometheusProgram = prometheusProgram;
    }

    /** Returns when every measurement is in the store and every page has been read several times. */
    void run() throws IOException, InterruptedException {
        int flinkPage = Ports.free(0, "Flink's metrics", "none");
        Map<String, String> reporter = Map.of(
                "metrics.reporter.prom.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                "metrics.reporter.prom.port",
                Integer.toString(flinkPage));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            HttpServer receiver = receiver();
            try (FleetControl control =
                            FleetControl.start(FleetControlSettings.of(kafka.bootstrap(), folder.resolve("control"))
                                    .withHttp("127.0.0.1", 0));
                    AlertWebhooks webhooks = AlertWebhooks.start(
                            WebhookSettings.of(kafka.bootstrap(), EndpointsFile.read(endpoints(receiver), name -> null))
                                    .withFirstStart("earliest")
                                    .withPolicy(HASTY)
                                    .withStatusPage("127.0.0.1", 0));
                    EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 0, 2, reporter)) {
                begun = Instant.now();
                prometheus = PrometheusServer.start(
                        prometheusProgram,
                        folder.resolve("prometheus"),
                        List.of(flinkPage, control.port(), webhooks.statusPort()));
                try (TopicPublisher publisher = new TopicPublisher(kafka.bootstrap(), "recorded-fleet")) {
                    RecordedFleet.publish(publisher);
                }
                JobSettings settings = JobSettings.at(kafka.bootstrap())
                        .withParallelism(1)
                        .withCheckpointIntervalMillis(500)
                        .withHistory(history.url(), InfluxApi.V1, database, "", INTERVAL_SECONDS);
                for (String job : List.of(HealthJob.NAME, HistoryJob.NAME)) {
                    flink.submit(job, Jobs.graph(Jobs.named(job).orElseThrow(), settings));
                }
                await().atMost(PATIENCE).untilAsserted(this::everythingIsStored);
                await().atMost(PATIENCE).untilAsserted(this::everythingIsWatched);
                ended = Instant.now();
            } finally {
                receiver.stop(0);
            }
        }
    }

    private void everythingIsStored() {
        // The last minute of a node is written when a later frame shows that it is over.
        assertThat(count("loadPowerWatts", "node"))
                .isGreaterThanOrEqualTo(RecordedFleet.NODES * (RecordedFleet.MINUTES - 2L));
        assertThat(count("attempts", "command")).isGreaterThanOrEqualTo(RecordedFleet.COMMAND_STEPS);
        assertThat(count("savedGpuHours", "value")).isEqualTo(RecordedFleet.JUDGEMENTS);
        for (List<String> other : List.of(
                List.of("temperatureCelsius", "gpu"),
                List.of("active", "alarm"),
                List.of("durationSeconds", "hazard"),
                List.of("scale", "weather"))) {
            assertThat(count(other.get(0), other.get(1))).as(other.get(1)).isPositive();
        }
        for (String kind : List.of("rejected", "undelivered", "delivered-later")) {
            assertThat(count("count", "diverted", " WHERE \"kind\" = '" + kind + "'"))
                    .as(kind)
                    .isPositive();
        }
    }

    /** Rates need two readings, and a circuit that opened shows only when its endpoint has failed some times. */
    private void everythingIsWatched() {
        assertThat(prometheus
                        .query(
                                "min(count_over_time(flink_jobmanager_job_numRestarts[60s])) >= " + READINGS,
                                Instant.now(),
                                Instant.now())
                        .path("result"))
                .as("readings of both jobs")
                .isNotEmpty();
        for (String metric : List.of(
                "flink_taskmanager_job_task_operator_pointsWritten",
                "flink_jobmanager_job_numberOfCompletedCheckpoints",
                "penumbra_undecodable_total",
                "penumbra_alarms_active",
                "penumbra_webhooks_dead_lettered_total")) {
            assertThat(prometheus
                            .query("sum_over_time((sum(" + metric + ") > 0)[120s:1s])", Instant.now(), Instant.now())
                            .path("result"))
                    .as(metric)
                    .isNotEmpty();
        }
    }

    private long count(String field, String measurement) {
        return count(field, measurement, "");
    }

    private long count(String field, String measurement, String where) {
        return history.query(database, "SELECT count(\"" + field + "\") FROM \"" + measurement + "\"" + where)
                .path("series")
                .path(0)
                .path("values")
                .path(0)
                .path(1)
                .asLong();
    }

    private static HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/down") ? 503 : 204, -1);
            }
        });
        server.start();
        return server;
    }

    private Path endpoints(HttpServer receiver) throws IOException {
        Path key = Files.writeString(folder.resolve("webhook.key"), "whsec_cGVudW1icmEtc3Rvcmllcy1rZXk=");
        String endpoint = "{\"name\": \"%s\", \"url\": \"http://127.0.0.1:%d/%s\", \"secret\": \"file:%s\","
                + " \"kinds\": [\"alarm\"], \"allowPrivateAddresses\": true}";
        int port = receiver.getAddress().getPort();
        return Files.writeString(
                folder.resolve("webhooks.json"),
                "{\"endpoints\": [" + endpoint.formatted("on-call", port, "up", key) + ", "
                        + endpoint.formatted("ticketing", port, "down", key) + "]}");
    }

    /** Asks what was stored and watched. */
    DashboardProbe probe() {
        return new DashboardProbe(
                history,
                database,
                RecordedFleet.BEGIN,
                RecordedFleet.BEGIN.plusSeconds(60L * RecordedFleet.MINUTES),
                prometheus,
                begun,
                ended);
    }

    @Override
    public void close() {
        if (prometheus != null) {
            prometheus.close();
        }
    }
}
