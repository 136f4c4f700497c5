package space.penumbra.cli.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import space.penumbra.cli.terminal.UserError;

/** The cluster of {@code deploy/standalone}, through its own script: what a person would type. Not thread-safe. */
final class StandaloneCluster implements AutoCloseable {

    static final int BROKERS = 3;
    static final int TASK_MANAGERS = 2;

    private final Path script;
    private final Path folder;
    private final int portBase;

    StandaloneCluster(Path home, Path folder, int portBase) {
        this.script = home.resolve("deploy").resolve("standalone").resolve("cluster");
        this.folder = folder;
        this.portBase = portBase;
        if (!Files.isExecutable(script)) {
            throw new UserError("no " + script + ": a soak needs a checkout of Penumbra, as its launcher has it");
        }
    }

    /** Starts it; with an address for the jobs alone if there is one. */
    void start(Optional<String> jobsAddress) {
        List<String> words = new ArrayList<>(List.of("start", "--port-base", Integer.toString(portBase)));
        jobsAddress.ifPresent(address -> words.addAll(List.of("--jobs-address", address)));
        run(words.toArray(String[]::new));
    }

    void kill(String part) {
        run("kill", part);
    }

    /** Starts a part if it does not run. */
    void restart(String part) {
        if (!runs(part)) {
            run("restart", part);
        }
    }

    private boolean runs(String part) {
        return ProcessHandle.of(Long.parseLong(pid(part)))
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }

    private String pid(String part) {
        try {
            return Files.readString(folder.resolve("run").resolve(part + ".pid"))
                    .strip();
        } catch (IOException e) {
            throw new UserError("cannot find the process of " + part + ": " + e.getMessage(), e);
        }
    }

    /** Stops a part from doing anything, or lets it go on; it notices nothing but the time. */
    void freeze(String part, boolean frozen) {
        execute(List.of("kill", frozen ? "-STOP" : "-CONT", pid(part)));
    }

    /** Where checkpoints go. */
    Path checkpointDisk() {
        return folder.resolve("flink");
    }

    /** Where the last broker keeps its records. */
    Path brokerDisk() {
        return folder.resolve("broker-" + BROKERS);
    }

    /** What can be filled. */
    List<Path> disks() {
        return List.of(checkpointDisk(), brokerDisk());
    }

    String flink() {
        return "http://127.0.0.1:" + portBase;
    }

    String bootstrap() {
        return bootstrap("127.0.0.1", portBase + 3);
    }

    /** Where the jobs find Kafka, if they have an address of their own. */
    String bootstrapOfJobs(String address) {
        return bootstrap(address, portBase + 15);
    }

    private static String bootstrap(String address, int before) {
        return IntStream.rangeClosed(1, BROKERS)
                .mapToObj(broker -> address + ":" + (before + broker))
                .collect(Collectors.joining(","));
    }

    private void run(String... words) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--dir", folder.toString()));
        execute(command);
    }

    private static void execute(List<String> command) {
        try {
            // Into a file, not a pipe: the processes that the script leaves behind hold what it was given.
            Path said = Files.createTempFile("penumbra-cluster", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            String text = Files.readString(said);
            Files.delete(said);
            if (!ended || process.exitValue() != 0) {
                throw new UserError("'" + String.join(" ", command) + "' failed: " + text.strip());
            }
        } catch (IOException e) {
            throw new UserError("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while running " + command.get(0), e);
        }
    }

    @Override
    public void close() {
        run("stop");
    }
}
