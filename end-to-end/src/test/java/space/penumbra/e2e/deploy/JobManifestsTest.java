package space.penumbra.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import space.penumbra.e2e.Checkout;
import space.penumbra.jobs.Job;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;

/** Jobs of the cluster are those of the code. */
class JobManifestsTest {

    static List<Manifest> deployments() {
        return Deployment.resources("FlinkDeployment");
    }

    @Test
    void everyJobIsDeployedWithItsMainClass() {
        Map<String, String> deployed = new TreeMap<>();
        deployments().forEach(job -> deployed.put(job.name(), job.text("spec.job.entryClass")));
        Map<String, String> known = new TreeMap<>();
        Jobs.all().forEach((Job job) -> known.put(job.name(), job.mainClass().getName()));
        assertThat(deployed).isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void argumentsAreOnesThatTheJobsUnderstand(Manifest job, @TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "not a real token");
        String[] args = job.texts("spec.job.args").stream()
                .map(argument -> argument.startsWith("/run/secrets/") ? token.toString() : argument)
                .toArray(String[]::new);
        assertThat(JobSettings.parse(args).bootstrap())
                .isEqualTo(Deployment.resources("Kafka").get(0).name() + "-kafka-bootstrap:9092");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void stateSurvivesUpgradesAndFailures(Manifest job) {
        assertThat(job.text("spec.job.upgradeMode")).isEqualTo("savepoint");
        Manifest configuration = job.part("spec.flinkConfiguration");
        for (String key : List.of(
                "execution.checkpointing.dir",
                "execution.checkpointing.savepoint-dir",
                "high-availability.storageDir")) {
            assertThat(configuration.text("'" + key + "'")).as(key).startsWith("s3://");
        }
        assertThat(configuration.text("'high-availability.type'")).isEqualTo("kubernetes");
        assertThat(configuration.text("'execution.checkpointing.externalized-checkpoint-retention'"))
                .isEqualTo("RETAIN_ON_CANCELLATION");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void memoryAndProcessorsAreBounded(Manifest job) {
        for (String part : List.of("jobManager", "taskManager")) {
            assertThat(job.text("spec." + part + ".resource.memory")).as(part).matches("\\d+m");
            assertThat(job.at("spec." + part + ".resource.cpu")).as(part).isInstanceOf(Number.class);
        }
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void imageFlinkAndJarAreThoseOfTheBuild(Manifest job) {
        String image = Deployment.text(Checkout.folder("deploy/containers/Containerfile.jobs"));
        String flink = Deployment.version("flink.version");
        assertThat(image).contains("FROM flink:" + flink + "-java17").contains("flink-s3-fs-presto-" + flink + ".jar");
        String[] parts = flink.split("\\.");
        assertThat(job.text("spec.flinkVersion")).isEqualTo("v" + parts[0] + "_" + parts[1]);
        String jar = job.text("spec.job.jarURI").replace("local://", "");
        assertThat(image).contains(" " + jar);
        assertThat(job.text("spec.image")).startsWith("penumbra-jobs:");
    }
}
