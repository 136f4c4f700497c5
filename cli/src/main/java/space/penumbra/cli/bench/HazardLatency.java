package space.penumbra.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.control.FleetControl;
import space.penumbra.control.FleetControlSettings;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.migration.GateLimits;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.producers.twin.TwinRunner;
import space.penumbra.producers.twin.TwinSettings;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * How long it takes from a hazard on its topic to the command on its topic, by the broker's stamps of arrival, at the pace of real life. The
 * hazards come as a surprise: work on one busy node after the other, planned for so soon that the planner cannot let it wait for long. What it
 * sets for later, such as a pause just before the hazard, counts from when the gate may let it go. Used by one thread.
 */
final class HazardLatency {

    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(70);
    /** Further ahead the planner lets the work go on as long as it can, by design. */
    private static final long AHEAD_SECONDS = 150;

    private static final long WORK_SECONDS = 1800;
    private final Path folder;
    private final int fleet;
    private final int nodes;
    private final double framesPerSecond;
    private final long checkpointMillis;

    /**
     * @param fleet simulated nodes that hazards befall
     * @param nodes further nodes that only report
     * @param framesPerSecond of those
     */
    HazardLatency(Path folder, int fleet, int nodes, double framesPerSecond, long checkpointMillis) {
        this.folder = folder;
        this.fleet = fleet;
        this.nodes = nodes;
        this.framesPerSecond = framesPerSecond;
        this.checkpointMillis = checkpointMillis;
    }

    /** Plans work for this long, and waits for what is under way. */
    Figure run(Duration length) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka-commands"), 0)) {
            kafka.createTopics();
            String bootstrap = kafka.bootstrap();
            try (EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink-commands"), 0, 4);
                    FleetControl control =
                            FleetControl.start(FleetControlSettings.of(bootstrap, folder.resolve("control"))
                                    .withHttp("127.0.0.1", 0))) {
                submit(flink, bootstrap, "health", 2);
                submit(flink, bootstrap, "forecasts", 1);
                submit(flink, bootstrap, "migrations", 1);
                try (TwinRunner twin =
                                new TwinRunner(TwinSettings.of(bootstrap, fleet, 1, 1), Clock.systemUTC()).start();
                        LiveFrames frames = new LiveFrames(bootstrap, nodes, framesPerSecond).start()) {
                    plan(URI.create("http://127.0.0.1:" + control.port() + "/api"), length);
                    if (twin.failure() != null) {
                        throw new UserError("the simulated fleet has stopped: "
                                + twin.failure().getMessage());
                    }
                    return figure(bootstrap, frames.rate());
                }
            }
        }
    }

    private void submit(EmbeddedFlink flink, String bootstrap, String job, int parallelism) {
        flink.submit(
                job,
                Jobs.graph(
                        Jobs.named(job).orElseThrow(),
                        JobSettings.at(bootstrap)
                                .withParallelism(parallelism)
                                .withCheckpointIntervalMillis(checkpointMillis)));
    }

    private void plan(URI api, Duration length) {
        RestClient rest = new RestClient(api, "fleet control", "", "");
        Deque<String> busy = busyNodes(rest);
        long began = System.nanoTime();
        try (Progress progress = Progress.of("Planning work", length.plus(LAST).toMillis())) {
            while (System.nanoTime() - began < length.toNanos() && !busy.isEmpty()) {
                Instant now =
                        Instant.parse(rest.get("/fleet/summary").path("time").asText());
                rest.post(
                        "/maintenance",
                        Map.of(
                                "operator",
                                "bench",
                                "reason",
                                "to be measured",
                                "subject",
                                busy.pop(),
                                "start",
                                now.plusSeconds(AHEAD_SECONDS).toString(),
                                "end",
                                now.plusSeconds(AHEAD_SECONDS + WORK_SECONDS).toString()));
                pause(EVERY);
                progress.at((System.nanoTime() - began) / 1_000_000);
            }
            pause(LAST);
        }
    }

    /** Nodes that run something, once all of the fleet is known and has been for a while. */
    private Deque<String> busyNodes(RestClient rest) {
        long until = System.nanoTime() + READY.toNanos();
        while (System.nanoTime() < until) {
            boolean known = rest.get("/fleet/summary").path("nodes").asInt() >= fleet;
            Set<String> busy = new LinkedHashSet<>();
            for (JsonNode workload : rest.get("/workloads?size=1000").path("items")) {
                busy.add(workload.path("nodeId").asText());
            }
            boolean foreseen = rest.get("/hazards?size=1000").size() > 0;
            if (known && foreseen && !busy.isEmpty()) {
                // The planner waits for the topics to be read, and plans first in its next cycle.
                pause(Duration.ofSeconds(40));
                return new ArrayDeque<>(busy);
            }
            pause(EVERY);
        }
        throw new UserError(
                "the fleet was not known within " + READY.toMinutes() + " minutes: the machine is too busy");
    }

    private static Figure figure(String bootstrap, double framesPerSecond) {
        Map<String, Long> hazards = new HashMap<>();
        each(
                bootstrap,
                Topics.HAZARDS_WINDOWS,
                (schedule, millis) -> schedule.windows().stream()
                        .filter(window -> window.kind() == HazardKind.MAINTENANCE)
                        .forEach(window -> hazards.putIfAbsent(window.hazardId(), millis)));
        Map<String, Proposal> proposals = new HashMap<>();
        Map<String, Long> proposed = new HashMap<>();
        each(bootstrap, Topics.MIGRATIONS_PROPOSALS, (proposal, millis) -> {
            proposals.put(proposal.commandId(), proposal);
            proposed.putIfAbsent(proposal.commandId(), millis);
        });
        Map<String, Long> issued = new HashMap<>();
        each(bootstrap, Topics.COMMANDS_ISSUED, (command, millis) -> issued.putIfAbsent(command.commandId(), millis));
        Spread toCommand = new Spread();
        Spread toPlan = new Spread();
        int later = 0;
        for (Map.Entry<String, Long> each : issued.entrySet()) {
            Proposal proposal = proposals.get(each.getKey());
            Long hazard = proposal == null ? null : hazards.get(proposal.hazardId());
            if (hazard == null) {
                continue;
            }
            // At this pace event time is the wall clock.
            long mayLeave = mayLeave(proposal.notBefore(), GateLimits.STANDARD.issueLeadSeconds());
            later += mayLeave > proposed.get(each.getKey()) ? 1 : 0;
            toCommand.add(gateMillis(proposed.get(each.getKey()), mayLeave, each.getValue()));
            toPlan.add(proposed.get(each.getKey()) - hazard);
        }
        return new Figure(toCommand, toPlan, later, framesPerSecond);
    }

    /** When the gate may let a command go: so long before it may start, that it has arrived by then; milliseconds since 1970. */
    static long mayLeave(Instant notBefore, double leadSeconds) {
        return notBefore.toEpochMilli() - Math.round(leadSeconds * 1000);
    }

    /** What a command waited at the gate although it might have left. */
    static long gateMillis(long proposedMillis, long mayLeaveMillis, long issuedMillis) {
        return issuedMillis - Math.max(proposedMillis, mayLeaveMillis);
    }

    private static <T> void each(String bootstrap, Topic<T> topic, BiConsumer<T, Long> take) {
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrap, "bench-latency-reader")) {
            TopicReader.readThrough(consumer, TopicReader.partitions(consumer, topic), Map.of(), record -> {
                if (record.value() != null) {
                    take.accept(topic.codec().decode(record.value()), record.timestamp());
                }
            });
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while measuring", e);
        }
    }

    /**
     * @param toCommand from the proposal on its topic, or from when the gate may let it go, to the command on its topic
     * @param toPlan from the hazard on its topic to the proposal, in which the planner also waits as long as it can
     * @param later commands that the planner set for later
     * @param framesPerSecond of the nodes that only report
     */
    record Figure(Spread toCommand, Spread toPlan, int later, double framesPerSecond) {}
}
