package space.penumbra.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Penumbra;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.reckoning.Drain;
import space.penumbra.cli.reckoning.Reckoning;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.jobs.Job;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.producers.twin.TwinRunner;
import space.penumbra.producers.twin.TwinSettings;

/** Two fleet controls on one Kafka: one decides, the other stands by and goes on when the first is killed, with nothing lost or done twice. */
class StandbyIT {

    private static final Pattern ADDRESS = Pattern.compile("fleet control on (http://\\S+)");

    @TempDir
    private Path folder;

    private final List<Process> running = new ArrayList<>();

    @AfterEach
    void leaveNoProcess() throws InterruptedException {
        for (Process process : running) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theOneThatStandsByGoesOnWhenTheOneThatDecidesIsKilled() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            try (EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 0, 4)) {
                JobSettings jobs =
                        JobSettings.at(kafka.bootstrap()).withParallelism(1).withCheckpointIntervalMillis(1000);
                for (Job job : Jobs.all()) {
                    if (!job.name().equals("history")) {
                        flink.submit(job.name(), Jobs.graph(job, jobs));
                    }
                }
                List<RestClient> both = List.of(control(kafka.bootstrap(), 1), control(kafka.bootstrap(), 2));
                try (TwinRunner twin =
                        new TwinRunner(TwinSettings.of(kafka.bootstrap(), 60, 1, 60), Clock.systemUTC()).start()) {
                    killWhoDecides(both);
                    assertThat(twin.failure()).isNull();
                }
                new Drain(kafka.bootstrap()).await(Duration.ofMinutes(1));
            }
            Reckoning reckoning = Reckoning.of(kafka.bootstrap(), Reckoning.lastClock(kafka.bootstrap()));
            assertThat(reckoning.values())
                    .containsEntry("commandsLost", 0L)
                    .containsEntry("commandsDuplicated", 0L)
                    .containsEntry("framesLost", 0L);
        }
    }

    private void killWhoDecides(List<RestClient> both) throws InterruptedException {
        eventually("one decides, the other stands by")
                .until(() -> decides(both.get(0)) != decides(both.get(1))
                        && both.stream().allMatch(StandbyIT::isWell));
        int writer = decides(both.get(0)) ? 0 : 1;
        RestClient other = both.get(1 - writer);
        eventually("commands that were carried out").until(() -> completed(other) > 0);
        running.get(writer).destroyForcibly().waitFor();
        long killed = System.nanoTime();
        eventually("the other decides").until(() -> decides(other));
        System.out.printf("the other decides %.1f s after the kill%n", (System.nanoTime() - killed) / 1e9);
        long before = completed(other);
        eventually("further commands").until(() -> completed(other) > before);
    }

    private static boolean decides(RestClient control) {
        return streams(control).path("detail").asText().endsWith("decides");
    }

    private static boolean isWell(RestClient control) {
        return streams(control).path("detail").asText().startsWith("RUNNING");
    }

    private static JsonNode streams(RestClient control) {
        return StreamSupport.stream(control.get("/health").path("components").spliterator(), false)
                .filter(component -> component.path("name").asText().equals("streams"))
                .findFirst()
                .orElseThrow();
    }

    private static long completed(RestClient control) {
        return control.get("/fleet/summary")
                .path("commands")
                .path("completedTotal")
                .asLong();
    }

    private static ConditionFactory eventually(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(UserError.class);
    }

    private RestClient control(String bootstrap, int number) throws IOException {
        Path said = folder.resolve("control-" + number + ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Penumbra.class.getName(),
                        "serve",
                        "fleet-control",
                        "--bootstrap",
                        bootstrap,
                        "--http-port",
                        "0",
                        "--state-dir",
                        folder.resolve("state-" + number).toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        running.add(process);
        String address = eventually("fleet control " + number)
                .until(
                        () -> {
                            String text = Files.readString(said);
                            assertThat(process.isAlive()).as(text).isTrue();
                            Matcher found = ADDRESS.matcher(text);
                            return found.find() ? found.group(1) : "";
                        },
                        found -> !found.isEmpty());
        return new RestClient(URI.create(address + "/api"), "fleet control", "", "");
    }
}
