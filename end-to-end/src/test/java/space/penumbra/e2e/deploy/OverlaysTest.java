package space.penumbra.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import space.penumbra.cli.Penumbra;
import space.penumbra.jobs.JobOption;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** Overlays say what they mean to: every patch fits, every reference leads somewhere. */
class OverlaysTest {

    static List<String> names() {
        return Overlay.names().toList();
    }

    private static List<Manifest> of(String overlay, String kind) {
        return Overlay.resources(overlay).stream()
                .filter(resource -> resource.kind().equals(kind))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void haveTheSameApplicationsAsTheBase(String overlay) {
        for (String kind : List.of("FlinkDeployment", "StatefulSet", "Deployment", "KafkaTopic")) {
            assertThat(of(overlay, kind).stream().map(Manifest::name))
                    .as(kind)
                    .containsExactlyElementsOf(Deployment.resources(kind).stream()
                            .map(Manifest::name)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void mountWhatTheyDefineAndDefineWhatTheyMount(String overlay) {
        for (Manifest resource : Overlay.resources(overlay)) {
            String spec = resource.kind().equals("FlinkDeployment") ? "spec.podTemplate.spec" : "spec.template.spec";
            Set<String> volumes = resource.list(spec + ".volumes").stream()
                    .map(volume -> volume.text("name"))
                    .collect(Collectors.toSet());
            resource.list(spec + ".volumeClaimTemplates").forEach(claim -> volumes.add(claim.text("metadata.name")));
            resource.list("spec.volumeClaimTemplates").forEach(claim -> volumes.add(claim.text("metadata.name")));
            for (Manifest container : resource.list(spec + ".containers")) {
                for (Manifest mount : container.list("volumeMounts")) {
                    assertThat(volumes)
                            .as(resource + " " + mount.text("mountPath"))
                            .contains(mount.text("name"));
                }
            }
        }
    }

    @Test
    void developmentKeepsOneCopyOfEverything() {
        assertThat(of("dev", "KafkaNodePool").get(0).at("spec.replicas")).isEqualTo(1);
        assertThat(of("dev", "KafkaTopic"))
                .allSatisfy(topic -> assertThat(topic.at("spec.replicas")).isEqualTo(1));
        Manifest config = of("dev", "Kafka").get(0).part("spec.kafka.config");
        for (String copies :
                List.of("default.replication.factor", "min.insync.replicas", "offsets.topic.replication.factor")) {
            assertThat(config.at("'" + copies + "'")).as(copies).isEqualTo(1);
        }
    }

    @Test
    void productionSpeaksToKafkaOverTlsWithLoginsAlone() {
        Manifest kafka = of("prod", "Kafka").get(0);
        assertThat(kafka.list("spec.kafka.listeners")).singleElement().satisfies(listener -> {
            assertThat(listener.at("tls")).isEqualTo(true);
            assertThat(listener.text("authentication.type")).isEqualTo("scram-sha-512");
        });
        assertThat(kafka.text("spec.kafka.authorization.type")).isEqualTo("simple");
        of("prod", "FlinkDeployment").forEach(job -> secure(job.texts("spec.job.args")));
        for (String kind : List.of("StatefulSet", "Deployment")) {
            of("prod", kind).stream()
                    .flatMap(workload -> workload.list("spec.template.spec.containers").stream())
                    .filter(container -> container.text("image").startsWith("penumbra:"))
                    .forEach(container -> secure(container.texts("args")));
        }
    }

    private static void secure(List<String> arguments) {
        assertThat(arguments)
                .contains("penumbra-kafka-bootstrap:9093", "--kafka-config")
                .doesNotContain("penumbra-kafka-bootstrap:9092");
    }

    @Test
    void productionsOptionsAreOnesThatTheProgramsKnow() {
        for (Manifest job : of("prod", "FlinkDeployment")) {
            assertThat(job.texts("spec.job.args").stream()
                            .filter(argument -> argument.startsWith("--"))
                            .map(argument -> argument.substring(2)))
                    .isSubsetOf(java.util.Arrays.stream(JobOption.values())
                            .map(JobOption::flag)
                            .toList());
        }
        assertThat(Penumbra.commandLine()
                        .getSubcommands()
                        .get("serve")
                        .getSubcommands()
                        .get("fleet-control")
                        .getCommandSpec()
                        .findOption("--kafka-config"))
                .isNotNull();
    }

    @Test
    void rightsNameTopicsThatExist() {
        Set<String> topics = Topics.all().stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = of("prod", "KafkaUser").stream()
                .flatMap(user -> user.list("spec.authorization.acls").stream())
                .filter(acl -> acl.text("resource.type").equals("topic")
                        && acl.text("resource.patternType").equals("literal"))
                .map(acl -> acl.text("resource.name"))
                .filter(name -> !name.equals("*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).as("every topic has a reader or a writer").isEqualTo(topics);
    }

    @Test
    void onlyFleetControlMayIssueCommands() {
        assertThat(of("prod", "KafkaUser").stream()
                        .filter(user -> user.list("spec.authorization.acls").stream()
                                .anyMatch(acl -> acl.text("resource.name").equals("commands.issued")
                                        && acl.texts("operations").contains("Write")))
                        .map(Manifest::name))
                .containsExactly("fleet-control");
    }

    @Test
    void disruptionBudgetsChooseThePodsThatThereAre() {
        Set<String> labels = new TreeSet<>(Set.of("flink-native-kubernetes"));
        HardeningTest.workloads()
                .forEach(workload ->
                        labels.add(workload.text("spec.template.metadata.labels.'app.kubernetes.io/name'")));
        assertThat(Deployment.resources("PodDisruptionBudget")).isNotEmpty().allSatisfy(budget -> {
            Manifest chosen = budget.part("spec.selector.matchLabels");
            String label = chosen.text("'app.kubernetes.io/name'") + chosen.text("type");
            assertThat(labels).contains(label);
            assertThat(budget.at("spec.maxUnavailable")).isEqualTo(1);
        });
    }

    @Test
    void alertRulesAskForMetricsThatThePlatformHas() {
        String sources = Deployment.text(space.penumbra.e2e.Checkout.folder(
                        "fleet-control/src/main/java/space/penumbra/control/rest/MetricsPage.java"))
                + Deployment.text(space.penumbra.e2e.Checkout.folder(
                        "alert-webhooks/src/main/java/space/penumbra/webhooks/StatusPage.java"))
                + Deployment.text(space.penumbra.e2e.Checkout.folder(
                        "alert-webhooks/src/main/java/space/penumbra/webhooks/Counters.java"));
        Pattern metric = Pattern.compile("penumbra_(?:webhooks_)?([a-z_]+?)(?:_total)?(?=[^a-z_]|$)");
        for (Manifest group : of("prod", "PrometheusRule").get(0).list("spec.groups")) {
            for (Manifest rule : group.list("rules")) {
                assertThat(rule.text("annotations.summary"))
                        .as(rule.text("alert"))
                        .isNotEmpty();
                assertThat(rule.text("annotations.description"))
                        .as(rule.text("alert"))
                        .isNotEmpty();
                Matcher found = metric.matcher(rule.text("expr"));
                while (found.find()) {
                    assertThat(sources.toLowerCase(java.util.Locale.ROOT))
                            .as(rule.text("alert"))
                            .contains(found.group(1));
                }
            }
        }
    }
}
