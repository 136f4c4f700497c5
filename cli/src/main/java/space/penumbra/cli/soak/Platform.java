package space.penumbra.cli.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        cluster.start();
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
            until("the store has a database", this::createDatabase);
        });
        submit("health", "forecasts", "migrations");
        if (store.isPresent()) {
            submit("history", "-o", "influx-url=http://127.0.0.1:" + storePort(), "-o", "influx-api=v1");
        }
        control.start();
        webhooks.start();
        until("fleet control answers", this::controlAnswers);
        fleet.start();
    }

    private void submit(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "job",
                "submit",
                "--flink",
                cluster.flink(),
                "--bootstrap",
                cluster.bootstrap(),
                "--parallelism",
                "2",
                "-o",
                "checkpoint-interval-millis=3000"));
        all.addAll(List.of(words));
        finish(own("submit", all.toArray(String[]::new)));
    }

    private static void finish(Part part) {
        part.start();
        if (part.await(PATIENCE) != 0) {
            throw new UserError("'" + part.name() + "' failed: see its log");
        }
    }

    private boolean createDatabase() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + storePort() + "/query?q=CREATE%20DATABASE%20" + DATABASE))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
        int running = 0;
        var jobs = new RestClient(URI.create(cluster.flink()), "Flink", "--port-base", "").get("/jobs/overview");
        for (var job : jobs.path("jobs")) {
            running += job.path("state").asText().equals("RUNNING") ? 1 : 0;
        }
        return running == (store.isPresent() ? 4 : 3);
    }

    /** Does harm, waits as long as it lasts, and undoes what a supervisor would undo. */
    void suffer(SoakSchedule.Entry entry) {
        int which = entry.which();
        switch (entry.fault()) {
            case KILL_TASKMANAGER -> killed("taskmanager-" + (1 + which % StandaloneCluster.TASK_MANAGERS), entry);
            case KILL_JOBMANAGER -> killed("jobmanager", entry);
            case KILL_BROKER -> killed("broker-" + (1 + which % StandaloneCluster.BROKERS), entry);
            case KILL_FLEET_CONTROL -> killed(control, entry);
            case KILL_FLEET -> killed(fleet, entry);
            case KILL_WEBHOOKS -> killed(webhooks, entry);
            case STOP_STORE -> killed(store.orElseThrow(), entry);
            case FREEZE_TASKMANAGER ->
                frozen(List.of("taskmanager-" + (1 + which % StandaloneCluster.TASK_MANAGERS)), entry);
            case FREEZE_KAFKA -> frozen(List.of("broker-1", "broker-2", "broker-3"), entry);
            case WEBHOOK_FAILS -> inMood(Trap.Mood.FAILS, entry);
            case WEBHOOK_HANGS -> inMood(Trap.Mood.HANGS, entry);
            default -> throw new IllegalStateException("No harm for " + entry.fault());
        }
    }

    private void killed(String part, SoakSchedule.Entry entry) {
        cluster.kill(part);
        pause(entry.lasts());
        cluster.restart(part);
    }

    private void killed(Part part, SoakSchedule.Entry entry) {
        part.kill();
        pause(entry.lasts());
        part.start();
    }

    private void frozen(List<String> parts, SoakSchedule.Entry entry) {
        parts.forEach(part -> cluster.freeze(part, true));
        pause(entry.lasts());
        parts.forEach(part -> cluster.freeze(part, false));
        // Flink gives up a TaskManager that was silent for too long, and the TaskManager then ends itself.
        parts.forEach(cluster::restart);
    }

    private void inMood(Trap.Mood mood, SoakSchedule.Entry entry) {
        trap.mood(mood);
        pause(entry.lasts());
        trap.mood(Trap.Mood.TAKES);
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
    }

    /** Nothing new is published from here on. */
    void stopFleet() {
        fleet.close();
    }

    String bootstrap() {
        return cluster.bootstrap();
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
        return all;
    }

    /** Where each part writes. */
    Map<String, Object> where() {
        return Map.of("folder", settings.folder().toString(), "flink", cluster.flink(), "kafka", cluster.bootstrap());
    }
}
