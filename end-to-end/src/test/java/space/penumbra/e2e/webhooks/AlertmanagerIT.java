package space.penumbra.e2e.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.webhooks.AlertWebhooks;
import space.penumbra.webhooks.Endpoint;
import space.penumbra.webhooks.EndpointsFile;
import space.penumbra.webhooks.WebhookSettings;
import space.penumbra.wire.Topics;

/** Alarms from Kafka straight into a real Alertmanager: raised, worsened, silenced there, returned. */
class AlertmanagerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private static AlarmEvent event(AlarmChange change, LimitLevel level, int second) {
        return new AlarmEvent(
                AlarmEvent.key("n1", "gpu-hot"),
                "n1",
                "gpu-hot",
                change,
                level,
                1,
                91.5,
                90,
                "Cel",
                "SUNLIT",
                "GPU at 91.5 °C, limit 90 °C in sunlight",
                false,
                BEGIN.plusSeconds(second));
    }

    @Test
    void raisesWorsensKeepsSilencedAndResolves(@TempDir Path folder) throws Exception {
        try (AlertmanagerServer server = AlertmanagerServer.start(program(), folder);
                EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            Path file = Files.writeString(
                    folder.resolve("endpoints.json"),
                    "{\"endpoints\": [{\"name\": \"am\", \"format\": \"alertmanager-api\", \"url\": \""
                            + server.alertsUrl() + "\", \"allowPrivateAddresses\": true}]}");
            List<Endpoint> endpoints = EndpointsFile.read(file, name -> null);
            WebhookSettings settings =
                    WebhookSettings.of(kafka.bootstrap(), endpoints).withFirstStart("earliest");
            try (AlertWebhooks webhooks = AlertWebhooks.start(settings);
                    TopicPublisher publisher = new TopicPublisher(kafka.bootstrap(), "alarms")) {
                send(publisher, event(AlarmChange.RAISED, LimitLevel.WARNING, 0));
                await().atMost(PATIENCE).until(() -> severities(server).equals(List.of("warning")));

                send(publisher, event(AlarmChange.WORSENED, LimitLevel.CRITICAL, 10));
                await().atMost(PATIENCE).until(() -> severities(server).equals(List.of("critical")));

                silence(server);
                await().atMost(PATIENCE).until(() -> state(server).equals("suppressed"));

                send(publisher, event(AlarmChange.RETURNED, LimitLevel.IN_LIMITS, 20));
                await().atMost(PATIENCE).until(() -> server.alerts().isEmpty());
                assertThat(webhooks.counters()).containsEntry("dead_lettered", 0L);
            }
        }
    }

    private static Path program() {
        Optional<Path> program = AlertmanagerServer.program();
        String hint = "prometheus-alertmanager is missing: apt-get install it (./penumbra test does)";
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(hint);
        }
        return program.orElseGet(() -> abort(hint));
    }

    private static void send(TopicPublisher publisher, AlarmEvent event) {
        publisher.send(Topics.ALARMS_EVENTS, event.alarmKey(), event);
        publisher.flush();
    }

    private static List<String> severities(AlertmanagerServer server) {
        return server.alerts().findValuesAsText("severity");
    }

    private static String state(AlertmanagerServer server) {
        return server.alerts().path(0).path("status").path("state").asText();
    }

    private static void silence(AlertmanagerServer server) {
        JsonNode made = server.post(
                "/api/v2/silences", """
                {"matchers": [{"name": "node", "value": "n1", "isRegex": false, "isEqual": true}],
                 "startsAt": "%s", "endsAt": "%s", "createdBy": "test", "comment": "known"}
                """.formatted(Instant.now(), Instant.now().plusSeconds(600)));
        assertThat(made.path("silenceID").asText()).isNotEmpty();
    }
}
