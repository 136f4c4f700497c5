package space.penumbra.cli.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.cli.topics.Catalogue;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * A real Kafka broker (KRaft, one node) in this process, on loopback. Its folder is formatted on first use and taken up again on the next.
 * Any Kafka client can connect; nothing outlives {@link #close()}. Thread-safe once started.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final int ATTEMPTS = 5;
    private static final Duration TOPIC_PATIENCE = Duration.ofSeconds(30);

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker on this folder.
     *
     * @param port where clients connect; 0 takes a free port
     * @throws UserError if the port is in use
     */
    public static EmbeddedKafka start(Path folder, int port) {
        return start(folder, port, Map.of(), List.of());
    }

    /**
     * The same with further settings of the broker, which go above the usual ones.
     *
     * @param logins SCRAM logins of a new broker, as {@code SCRAM-SHA-512=[name=...,password=...]}
     */
    public static EmbeddedKafka start(Path folder, int port, Map<String, String> further, List<String> logins) {
        if (port != 0) {
            Ports.free(port, "Kafka", "--kafka-port");
        }
        format(folder, logins);
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int[] free = Ports.twoFree();
            int client = port == 0 ? free[0] : port;
            Properties settings = properties(folder, client, free[1]);
            settings.putAll(further);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
            try {
                server.startup();
                return new EmbeddedKafka(server, client);
            } catch (RuntimeException e) {
                // Somebody may have taken a free port between finding and binding it.
                last = e;
                server.shutdown();
            }
        }
        throw new UserError("Kafka did not start in " + folder + ": " + last.getMessage(), last);
    }

    /** Where clients connect: {@code 127.0.0.1:PORT}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Creates the topics of the catalogue that are not there yet. */
    public void createTopics() {
        try (Admin admin = Admin.create(access())) {
            new Catalogue(admin).createMissing(Optional.of((short) 1));
            awaitTopics(admin);
        }
    }

    /** The controller has made them; the broker tells others of them a moment later. */
    private static void awaitTopics(Admin admin) {
        Set<String> wanted = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
        long deadline = System.nanoTime() + TOPIC_PATIENCE.toNanos();
        try {
            while (!admin.listTopics().names().get().containsAll(wanted)) {
                if (System.nanoTime() > deadline) {
                    throw new UserError("the broker does not show its topics: look at its log, and start again");
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (ExecutionException e) {
            throw new UserError(
                    "the broker does not list its topics: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while waiting for topics", e);
        }
    }

    private Map<String, Object> access() {
        Map<String, Object> settings = new HashMap<>(KafkaAccess.ofProcess());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap());
        return settings;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties properties(Path folder, int clientPort, int controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + clientPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        for (String replicas : List.of(
                "default.replication.factor",
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "transaction.state.log.min.isr",
                "share.coordinator.state.topic.replication.factor",
                "share.coordinator.state.topic.min.isr")) {
            settings.put(replicas, "1");
        }
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        // Event time may run ahead of the wall clock: a demo at 60 times speed, a replay with a shifted clock.
        settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        // A fleet in one process needs 4 MB for compaction, not 128.
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        return settings;
    }

    private static void format(Path folder, List<String> logins) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve("meta.properties"))) {
                return;
            }
            PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setScramArguments(logins)
                    .setSupportedFeatures(Arrays.asList(Feature.PRODUCTION_FEATURES.toArray(new Feature[0])))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + folder + " for Kafka", e);
        } catch (Exception e) {
            throw new UserError("cannot prepare " + folder + " for Kafka: " + e.getMessage(), e);
        }
    }
}
