package space.penumbra.cli.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import space.penumbra.cli.Penumbra;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;

/**
 * Everything that an installation has, each part a process of its own: the cluster, the jobs, fleet control, webhooks, the history store
 * if there is one, and a simulated fleet. Used by one thread.
 */
final class Platform implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final String DATABASE = "penumbra";

    private final SoakSettings settings;
    private final Path home;
    private final StandaloneCluster cluster;
    private final SoakJobs jobs;
    private final Surroundings surroundings = new Surroundings();
    private final Trap trap = new Trap();
    private final Part control;
    private final Part webhooks;
    private final Part fleet;
    private final Optional<Part> store;

    Platform(SoakSettings settings, Path home) {
        this.settings = settings;
        this.home = home;
        this.cluster = new StandaloneCluster(home, settings.folder(), settings.portBase());
        try {
            Files.createDirectories(settings.folder().resolve("logs"));
        } catch (IOException e) {
            throw new UserError("cannot write into " + settings.folder() + ": " + e.getMessage(), e);
        }
        String bootstrap = cluster.bootstrap();
        this.jobs = new SoakJobs(
                cluster.flink(), settings.isolated() ? cluster.bootstrapOfJobs(Surroundings.JOBS_ADDRESS) : bootstrap);
        this.control = own(
                "fleet-control",
                "serve",
                "fleet-control",
                "--bootstrap",
                bootstrap,
                "--http-port",
                Integer.toString(controlPort()),
                "--state-dir",
                settings.folder().resolve("control").toString());
        this.webhooks = own(
                "webhooks",
                "serve",
                "alert-webhooks",
                "--bootstrap",
                bootstrap,
                "--from",
                "earliest",
                "--endpoints",
                trap.endpoints(settings.folder()).toString());
        this.fleet = own(
                "fleet",
                "serve",
                "twin",
                "--bootstrap",
                bootstrap,
                "--nodes",
                Integer.toString(settings.nodes()),
                "--speed",
                Double.toString(settings.speed()),
                "--seed",
                Long.toString(settings.seed()),
                "--scenario",
                settings.scenario(),
                "--data-dir",
                settings.folder().resolve("fleet").toString());
        this.store = Store.program().map(program -> Store.part(program, settings.folder(), storePort()));
    }

    private int controlPort() {
        return settings.portBase() + 11;
    }

    private int storePort() {
        return settings.portBase() + 12;
    }

    /** This very program as a process of its own. */
    private Part own(String name, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Dpenumbra.home=" + home,
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Penumbra.class.getName()));
        command.addAll(List.of(words));
        return new Part(name, command, settings.folder().resolve("logs").resolve(name + ".log"));
    }

    /** Starts everything and returns when all of it works. */
    void start() {
        if (settings.isolated()) {
            surroundings.prepare(cluster.disks());
        }
        cluster.start(settings.isolated() ? Optional.of(Surroundings.JOBS_ADDRESS) : Optional.empty());
        until(
                "Flink has its TaskManagers",
                () -> new RestClient(URI.create(cluster.flink()), "Flink", "--port-base", "")
                                .get("/overview")
                                .path("taskmanagers")
                                .asInt()
                        == StandaloneCluster.TASK_MANAGERS);
        finish(own("topics", "topics", "create", "--bootstrap", cluster.bootstrap()));
        store.ifPresent(part -> {
            part.start();
            until("the store has a database", () -> Store.createDatabase(storePort(), DATABASE));
        });
        jobs.submit(SoakJobs.KEPT.toArray(String[]::new));
        if (store.isPresent()) {
            jobs.submit("history", "-o", "influx-url=http://127.0.0.1:" + storePort(), "-o", "influx-api=v1");
        }
        control.start();
        webhooks.start();
        until("fleet control answers", this::controlAnswers);
        fleet.start();
    }

    /** Stops the jobs with their state saved, and goes on from there with another number of parallel tasks. */
    void rescale(int next) {
        jobs.rescale(next);
    }

    int parallelism() {
        return jobs.parallelism();
    }

    private static void finish(Part part) {
        part.start();
        if (part.await(PATIENCE) != 0) {
            throw new UserError("'" + part.name() + "' failed: see its log");
        }
    }

    /** Whether fleet control says that it is well. */
    boolean controlAnswers() {
        return new RestClient(URI.create("http://127.0.0.1:" + controlPort() + "/api"), "fleet control", "", "")
                .get("/health")
                .path("status")
                .asText("up")
                .equalsIgnoreCase("up");
    }

    /** Whether every job runs. */
    boolean jobsRun() {
        return jobs.running() == (store.isPresent() ? 4 : 3);
    }

    /** What died by itself is started again, as a supervisor would. */
    void supervise() {
        for (Part part : List.of(control, webhooks, fleet)) {
            if (!part.alive()) {
                part.start();
            }
        }
        for (int manager = 1; manager <= StandaloneCluster.TASK_MANAGERS; manager++) {
            cluster.restart("taskmanager-" + manager);
        }
        cluster.restart("jobmanager");
        for (int broker = 1; broker <= StandaloneCluster.BROKERS; broker++) {
            // A broker whose disk is full ends itself.
            cluster.restart("broker-" + broker);
        }
    }

    /** Nothing new is published from here on. */
    void stopFleet() {
        fleet.close();
    }

    String bootstrap() {
        return cluster.bootstrap();
    }

    StandaloneCluster cluster() {
        return cluster;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Part control() {
        return control;
    }

    Part webhooks() {
        return webhooks;
    }

    Part fleet() {
        return fleet;
    }

    Part store() {
        return store.orElseThrow();
    }

    Trap trap() {
        return trap;
    }

    boolean hasStore() {
        return store.isPresent();
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static void until(String what, BooleanSupplier holds) {
        if (!holdsWithin(PATIENCE, holds)) {
            throw new UserError("waited " + PATIENCE.toMinutes() + " minutes in vain until " + what);
        }
    }

    /** Whether this comes to hold; what is not reached yet does not hold. */
    static boolean holdsWithin(Duration patience, BooleanSupplier holds) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (holds.getAsBoolean()) {
                    return true;
                }
            } catch (UserError notYet) {
                // Not there yet, or not there again.
                pause(GLANCE);
                continue;
            }
            pause(GLANCE);
        }
        return false;
    }

    @Override
    public void close() {
        fleet.close();
        webhooks.close();
        control.close();
        try {
            cluster.close();
        } finally {
            store.ifPresent(Part::close);
            trap.close();
        }
    }

    /** Names of what a soak can do here. */
    List<SoakFault> possible() {
        List<SoakFault> all = new ArrayList<>(List.of(SoakFault.values()));
        if (!hasStore()) {
            all.remove(SoakFault.STOP_STORE);
        }
        if (!settings.isolated()) {
            all.removeIf(SoakFault::needsIsolation);
        }
        return all;
    }
}
