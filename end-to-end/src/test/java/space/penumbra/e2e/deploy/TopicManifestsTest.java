package space.penumbra.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** Topics of the cluster are those of the catalogue. */
class TopicManifestsTest {

    private static final Path FILE = Deployment.base().resolve("topics.yaml");

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (Boolean.getBoolean("deploy.write")) {
            Files.writeString(
                    FILE,
                    Topics.all().stream().map(TopicManifestsTest::text).collect(Collectors.joining("---\n", HEAD, "")));
        }
    }

    private static final String HEAD =
            "# Written from the catalogue in wire/, space.penumbra.wire.Topics: change it there, then run TopicManifestsTest with\n"
                    + "# -Ddeploy.write=true. Partitions can be raised on a running cluster, never lowered.\n";

    private static String text(Topic<?> topic) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(topic.about())
                .append("; key: ")
                .append(topic.key())
                .append('\n');
        text.append("apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: ")
                .append(topic.name());
        text.append("\n  labels:\n    strimzi.io/cluster: penumbra\nspec:\n  partitions: ")
                .append(topic.partitions());
        text.append("\n  replicas: 3\n  config:\n");
        topic.settings()
                .forEach((key, value) -> text.append("    ")
                        .append(key)
                        .append(": \"")
                        .append(value)
                        .append("\"\n"));
        return text.toString();
    }

    @Test
    void everyTopicOfTheCatalogueIsThereAndNoOther() {
        assertThat(Deployment.resources("KafkaTopic").stream().map(Manifest::name))
                .as("run this test with -Ddeploy.write=true to write topics.yaml anew")
                .containsExactlyElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void partitionsAndSettingsAreThoseOfTheCatalogue() {
        for (Topic<?> topic : Topics.all()) {
            Manifest manifest = Deployment.resource("KafkaTopic", topic.name());
            assertThat(manifest.text("spec.partitions")).as(topic.name()).isEqualTo(String.valueOf(topic.partitions()));
            Map<String, String> config = new TreeMap<>();
            manifest.part("spec.config").content().forEach((key, value) -> config.put(key, value.toString()));
            assertThat(config).as(topic.name()).isEqualTo(topic.settings());
        }
    }

    @Test
    void topicsBelongToTheClusterAndSurviveABroker() {
        String cluster = Deployment.resources("Kafka").get(0).name();
        int brokers =
                Integer.parseInt(Deployment.resources("KafkaNodePool").get(0).text("spec.replicas"));
        for (Manifest topic : Deployment.resources("KafkaTopic")) {
            assertThat(topic.text("metadata.labels.'strimzi.io/cluster'")).isEqualTo(cluster);
            assertThat(Integer.parseInt(topic.text("spec.replicas"))).isBetween(2, brokers);
        }
    }
}
