package space.penumbra.e2e.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import space.penumbra.cli.demo.Demo;
import space.penumbra.cli.demo.DemoSettings;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** A small running fleet, seen from outside alone: through its topics, its REST API and its webhooks. */
final class LiveFleet implements AutoCloseable {

    private static final int NODES = 48;
    private static final double SPEED = 60;
    /** A machine that builds and tests at once is slow: only what never comes fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final SignedReceiver receiver = new SignedReceiver();
    private final Demo demo;
    private final RestClient rest;
    private final TopicPublisher publisher;

    LiveFleet(Path folder) throws IOException {
        demo = Demo.start(
                new DemoSettings(
                        NODES,
                        SPEED,
                        1,
                        "malformed",
                        Optional.empty(),
                        Optional.of(Files.createDirectories(folder.resolve("data"))),
                        0,
                        0,
                        0,
                        Optional.of(receiver.endpointsFile(folder))),
                step -> {});
        rest = new RestClient(URI.create(demo.consoleUrl() + "/api"), "fleet control", "--http-port", "");
        publisher = new TopicPublisher(demo.bootstrap(), "penumbra-stories");
    }

    String bootstrap() {
        return demo.bootstrap();
    }

    SignedReceiver receiver() {
        return receiver;
    }

    /** Waits for what a distributed system gets to sooner or later; an answer that is not there yet is no failure. */
    static ConditionFactory eventually(String what) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(UserError.class);
    }

    JsonNode get(String path) {
        return rest.get(path);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return rest.post(path, body);
    }

    /** The list that an answer carries. */
    List<JsonNode> items(String path) {
        return StreamSupport.stream(get(path).path("items").spliterator(), false)
                .toList();
    }

    /** The fleet's event time now, as whoever joins it reads it. */
    Instant time() {
        FleetClock clock =
                TopicReader.latestClock(bootstrap(), "penumbra-stories-clock").orElseThrow();
        return clock.eventTimeAt(Clock.systemUTC().instant());
    }

    /** Everything that a topic has by now. */
    <T> List<T> read(Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrap(), "penumbra-stories-reader")) {
            TopicReader.readThrough(consumer, TopicReader.partitions(consumer, topic), Map.of(), record -> {
                if (record.value() != null) {
                    values.add(topic.codec().decode(record.value()));
                }
            });
        }
        return values;
    }

    /** Makes a host known that reports so seldom that it is never silent. */
    void announce(String nodeId, Instant time) {
        double none = Double.NaN;
        publisher.send(
                Topics.FLEET_NODES,
                nodeId,
                new NodeSpec(
                        nodeId,
                        "story",
                        "bench",
                        "",
                        -1,
                        1,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        36_000,
                        DefaultRules.HOST,
                        false,
                        time));
        publisher.flush();
    }

    /** A frame of a host whose hottest GPU has this temperature. */
    static TelemetryFrame frame(String nodeId, Instant time, long sequence, double gpuCelsius) {
        return new TelemetryFrame()
                .nodeId(nodeId)
                .timeMillis(time.toEpochMilli())
                .sequence(sequence)
                .set(Reading.CPU_UTILISATION, 0.5)
                .set(Reading.GPU_TEMPERATURE_MAX, gpuCelsius);
    }

    void send(TelemetryFrame frame) {
        send(frame.nodeId(), Topics.TELEMETRY_FRAMES.codec().encode(frame));
    }

    void send(String nodeId, byte[] bytes) {
        publisher.sendBytes(Topics.TELEMETRY_FRAMES.name(), nodeId.getBytes(StandardCharsets.UTF_8), bytes);
        publisher.flush();
    }

    @Override
    public void close() {
        publisher.close();
        demo.close();
        receiver.close();
    }
}
