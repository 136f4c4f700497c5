package space.penumbra.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.control.FleetControl;
import space.penumbra.control.FleetControlSettings;
import space.penumbra.control.history.HistoryKind;
import space.penumbra.e2e.Checkout;
import space.penumbra.e2e.deploy.Deployment;
import space.penumbra.e2e.deploy.Manifest;
import space.penumbra.jobs.Job;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.producers.twin.TwinRunner;
import space.penumbra.producers.twin.TwinSettings;
import space.penumbra.webhooks.AlertWebhooks;
import space.penumbra.webhooks.WebhookSettings;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topics;

/** The loop closes over TLS, each application under a login of its own with the rights of the production overlay and no others. */
class SecuredKafkaIT {

    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private static final String CONTROL_TOKEN = "control-token-of-this-run";
    private static final String HISTORY_TOKEN = "history-token-of-this-run";
    private static final String WRONG_TOKEN = "a-token-that-somebody-tried";

    @TempDir
    private Path folder;

    @AfterEach
    void forgetTheLogin() {
        System.clearProperty(KafkaAccess.PROPERTY);
    }

    @Test
    void theLoopClosesWithTheRightsOfTheProductionOverlay() throws Exception {
        Path keys = Certificates.keys(folder);
        Path trust = Certificates.trust(folder, keys);
        List<Manifest> users = Deployment.read(
                Checkout.folder("deploy/kubernetes/overlays/prod").resolve("kafka-users.yaml"));
        List<String> logins = new ArrayList<>(List.of(login("broker")));
        users.forEach(user -> logins.add(login(user.name())));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, broker(keys, trust), logins)) {
            actAs("broker", trust);
            kafka.createTopics();
            grant(kafka.bootstrap(), users);
            actAs("producers", trust);
            try (EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 0, 4)) {
                JobSettings jobs = JobSettings.parse(
                        "--bootstrap",
                        kafka.bootstrap(),
                        "--parallelism",
                        "1",
                        "--checkpoint-interval-millis",
                        "1000",
                        "--kafka-config",
                        file("stream-jobs", trust).toString());
                for (Job job : Jobs.all()) {
                    if (!job.name().equals("history")) {
                        flink.submit(job.name(), Jobs.graph(job, jobs));
                    }
                }
                watch(kafka.bootstrap(), trust);
            }
            mayNotIssueCommands(kafka.bootstrap(), trust);
        }
        noSecretIsInALog(users);
    }

    /** Passwords, tokens and what strangers tried: whoever may read the logs must not learn to act. */
    private static void noSecretIsInALog(List<Manifest> users) throws IOException {
        List<String> secrets = new ArrayList<>(
                List.of(password("broker"), Certificates.PASSWORD, CONTROL_TOKEN, HISTORY_TOKEN, WRONG_TOKEN));
        users.forEach(user -> secrets.add(password(user.name())));
        Path logs = Path.of(System.getProperty("penumbra.log.dir"));
        int lines = 0;
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                String text = Files.readString(file);
                lines += (int) text.lines().count();
                for (String secret : secrets) {
                    assertThat(text.contains(secret)).as(secret + " in " + file).isFalse();
                }
            }
        }
        assertThat(lines).as("lines of log").isPositive();
    }

    private void watch(String bootstrap, Path trust) throws Exception {
        try (FleetControl control = FleetControl.start(FleetControlSettings.of(bootstrap, folder.resolve("control"))
                        .withHttp("127.0.0.1", 0)
                        .withToken(CONTROL_TOKEN)
                        .withHistory(HistoryKind.INFLUXQL, "http://127.0.0.1:1", "penumbra", HISTORY_TOKEN)
                        .withKafka(KafkaAccess.read(file("fleet-control", trust))));
                AlertWebhooks webhooks = AlertWebhooks.start(WebhookSettings.of(bootstrap, List.of())
                        .withFirstStart("earliest")
                        .withKafka(KafkaAccess.read(file("alert-webhooks", trust))));
                TwinRunner twin = new TwinRunner(TwinSettings.of(bootstrap, 60, 1, 60), Clock.systemUTC()).start()) {
            RestClient rest =
                    new RestClient(URI.create("http://127.0.0.1:" + control.port() + "/api"), "fleet control", "", "");
            await().atMost(Duration.ofMinutes(4)).untilAsserted(() -> {
                assertThat(twin.failure()).isNull();
                assertThat(webhooks.running()).isTrue();
                JsonNode summary = rest.get("/fleet/summary");
                assertThat(summary.path("nodes").asInt()).isEqualTo(60);
                assertThat(summary.path("commands").path("completedTotal").asInt())
                        .as(summary.toString())
                        .isPositive();
                assertThat(webhooks.counters().get("received")).isPositive();
            });
            act(control.port(), WRONG_TOKEN, "refused");
            act(control.port(), CONTROL_TOKEN, "");
        }
    }

    private static void act(int port, String token, String refusal) {
        RestClient rest = new RestClient(URI.create("http://127.0.0.1:" + port + "/api"), "fleet control", "", token);
        try {
            rest.post("/hold", Map.of("operator", "mia", "reason", "a test"));
            assertThat(refusal).isEmpty();
        } catch (UserError refused) {
            assertThat(refused).hasMessageContaining(refusal);
            assertThat(refusal).isNotEmpty();
        }
        try {
            rest.get("/nodes/any/history");
        } catch (UserError noStore) {
            assertThat(noStore).hasMessageNotContaining(HISTORY_TOKEN);
        }
    }

    private void mayNotIssueCommands(String bootstrap, Path trust) throws IOException {
        Map<String, Object> settings = new HashMap<>(KafkaAccess.read(file("stream-jobs", trust)));
        settings.put("bootstrap.servers", bootstrap);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(Topics.COMMANDS_ISSUED.name(), new byte[1]))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private Map<String, String> broker(Path keys, Path trust) {
        Map<String, String> settings = new HashMap<>();
        // The listener keeps its name and changes what is spoken on it.
        settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        settings.put("listener.name.plaintext.scram-sha-512.sasl.jaas.config", jaas("broker"));
        settings.put("ssl.keystore.location", keys.toString());
        settings.put("ssl.keystore.password", Certificates.PASSWORD);
        settings.put("ssl.truststore.location", trust.toString());
        settings.put("ssl.truststore.password", Certificates.PASSWORD);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:broker;User:ANONYMOUS");
        return settings;
    }

    private static String password(String user) {
        return user + "-of-this-test";
    }

    private static String login(String user) {
        return "SCRAM-SHA-512=[name=" + user + ",password=" + password(user) + "]";
    }

    private static String jaas(String user) {
        return MODULE + " username=\"" + user + "\" password=\"" + password(user) + "\";";
    }

    private void actAs(String user, Path trust) throws IOException {
        System.setProperty(KafkaAccess.PROPERTY, file(user, trust).toString());
    }

    /** Client settings as an application is given them. */
    private Path file(String user, Path trust) throws IOException {
        return Files.write(
                folder.resolve(user + ".properties"),
                List.of(
                        "security.protocol=SASL_SSL",
                        "sasl.mechanism=SCRAM-SHA-512",
                        "sasl.jaas.config=" + jaas(user),
                        "ssl.truststore.location=" + trust,
                        "ssl.truststore.password=" + Certificates.PASSWORD));
    }

    private static void grant(String bootstrap, List<Manifest> users) throws Exception {
        Map<String, Object> settings = new HashMap<>(KafkaAccess.ofProcess());
        settings.put("bootstrap.servers", bootstrap);
        List<AclBinding> bindings = new ArrayList<>();
        for (Manifest user : users) {
            for (Manifest acl : user.list("spec.authorization.acls")) {
                for (String operation : acl.texts("operations")) {
                    bindings.add(new AclBinding(
                            resource(acl),
                            new AccessControlEntry(
                                    "User:" + user.name(),
                                    "*",
                                    AclOperation.fromString(constant(operation)),
                                    AclPermissionType.ALLOW)));
                }
            }
        }
        try (Admin admin = Admin.create(settings)) {
            admin.createAcls(bindings).all().get();
        }
    }

    private static ResourcePattern resource(Manifest acl) {
        String type = acl.text("resource.type");
        if (type.equals("cluster")) {
            return new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
        }
        PatternType pattern =
                acl.text("resource.patternType").equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL;
        return new ResourcePattern(ResourceType.fromString(constant(type)), acl.text("resource.name"), pattern);
    }

    /** {@code transactionalId} and {@code IdempotentWrite} as Kafka's constants have them. */
    private static String constant(String word) {
        return word.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
