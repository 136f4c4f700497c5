package space.penumbra.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.executors.ExecutorSettings;
import space.penumbra.executors.RunningExecutor;
import space.penumbra.executors.http.HttpScheduler;
import space.penumbra.executors.http.HttpSettings;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** An executor between a real broker and a scheduler on loopback, stopped and started in the middle of a move. */
class ExecutorIT {

    private static final List<String> STAGES =
            List.of("ACCEPTED", "CHECKPOINTED", "TRANSFERRED", "RESTORED", "VERIFIED");

    @TempDir
    private Path folder;

    private final AtomicInteger handedOver = new AtomicInteger();
    private final AtomicInteger stage = new AtomicInteger();
    private HttpServer scheduler;
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(folder, 0);
        kafka.createTopics();
        scheduler = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        scheduler.createContext("/", this::answer);
        scheduler.start();
    }

    @AfterEach
    void stop() {
        scheduler.stop(0);
        kafka.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            handedOver.incrementAndGet();
        }
        byte[] body = ("{\"stage\":\"" + STAGES.get(stage.get()) + "\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private RunningExecutor executor() {
        URI url = URI.create("http://127.0.0.1:" + scheduler.getAddress().getPort());
        HttpSettings settings = new HttpSettings(url, "", false, Duration.ofSeconds(10));
        return RunningExecutor.start(
                new ExecutorSettings(kafka.bootstrap(), "gpu-", Duration.ofMillis(50)),
                new HttpScheduler(settings, Clock.systemUTC()),
                Clock.systemUTC());
    }

    @Test
    void aMoveIsCarriedOutOnceThoughItsExecutorIsStoppedHalfWay() {
        Instant now = Instant.now();
        try (TopicPublisher publisher = new TopicPublisher(kafka.bootstrap(), "test")) {
            publisher.send(Topics.FLEET_WORKLOADS, "w1", workload(now));
            publisher.send(Topics.COMMANDS_ISSUED, "w1", move(now));
        }
        try (RunningExecutor first = executor()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> stages().equals(List.of(CommandStage.ACCEPTED)));
            stage.set(2);
            await().atMost(Duration.ofSeconds(60)).until(() -> stages().contains(CommandStage.TRANSFERRED));
            assertThat(first.failure()).isEmpty();
        }
        stage.set(4);
        try (RunningExecutor second = executor()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> stages().contains(CommandStage.VERIFIED));
            assertThat(second.failure()).isEmpty();
        }
        try (RunningExecutor third = executor()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> read(Topics.FLEET_WORKLOADS).size() == 2);
            assertThat(third.failure()).isEmpty();
        }
        assertThat(stages()).containsExactly(CommandStage.ACCEPTED, CommandStage.TRANSFERRED, CommandStage.VERIFIED);
        assertThat(handedOver).hasValue(1);
        assertThat(read(Topics.FLEET_WORKLOADS)).last().satisfies(placed -> {
            assertThat(placed.nodeId()).isEqualTo("gpu-2");
            assertThat(placed.placementGeneration()).isEqualTo(2);
        });
    }

    private List<CommandStage> stages() {
        return read(Topics.COMMANDS_EVENTS).stream().map(CommandEvent::stage).toList();
    }

    private <T> List<T> read(Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(kafka.bootstrap(), "test")) {
            TopicReader.readThrough(
                    consumer,
                    TopicReader.partitions(consumer, topic),
                    Map.of(),
                    record -> values.add(topic.codec().decode(record.value())));
        }
        return values;
    }

    private static Command move(Instant now) {
        return new Command(
                "c1",
                "w1",
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                "gpu-1",
                "gpu-2",
                1,
                7,
                "h",
                now.minusSeconds(1),
                now.plusSeconds(600),
                now.plusSeconds(900),
                false,
                now);
    }

    private static Workload workload(Instant now) {
        return new Workload(
                "w1",
                "t",
                WorkloadKind.BATCH,
                WorkloadState.RUNNING,
                "gpu-1",
                1,
                4,
                2000,
                100,
                0.1,
                600,
                1,
                1,
                "",
                true,
                now,
                now);
    }
}
