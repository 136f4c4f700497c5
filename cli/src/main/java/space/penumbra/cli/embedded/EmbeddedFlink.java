package space.penumbra.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.cli.terminal.UserError;

/**
 * A Flink MiniCluster in this process for all jobs together, with its web interface on loopback. A job keeps its identity over restarts:
 * on the same folder it goes on from the savepoint of a clean stop or, after a crash, from its newest checkpoint.
 */
public final class EmbeddedFlink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MiniCluster cluster;
    private final SavedState saved;
    private final Map<String, JobID> jobs = new LinkedHashMap<>();

    private EmbeddedFlink(MiniCluster cluster, SavedState saved) {
        this.cluster = cluster;
        this.saved = saved;
    }

    /**
     * Starts a cluster that keeps its state in this folder.
     *
     * @param port of the web interface; 0 takes a free one
     * @param slots how many parallel tasks all jobs together may have
     * @throws UserError if the port is in use
     */
    public static EmbeddedFlink start(Path folder, int port, int slots) {
        return start(folder, port, slots, Map.of());
    }

    /** The same with further settings of Flink, which go above the usual ones. */
    public static EmbeddedFlink start(Path folder, int port, int slots, Map<String, String> further) {
        int web = Ports.free(port, "the Flink web interface", "--flink-port");
        SavedState saved = new SavedState(folder);
        Configuration configuration = configuration(folder, saved, web);
        further.forEach(configuration::setString);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        try {
            Files.createDirectories(folder.resolve("tmp"));
            cluster.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + folder + " for Flink", e);
        } catch (Exception e) {
            throw new UserError("Flink did not start: " + e.getMessage(), e);
        }
        return new EmbeddedFlink(cluster, saved);
    }

    /** The web interface and REST API. */
    public URI webAddress() {
        return cluster.getRestAddress().join();
    }

    /**
     * Starts a job, or takes it up where it was left. A name can be submitted once in the life of a cluster.
     *
     * @return the savepoint or checkpoint from which it goes on, empty if it begins anew
     */
    public Optional<Path> submit(String name, StreamGraph graph) {
        Optional<Path> from = saved.newest(name);
        submit(name, graph, from, RecoveryClaimMode.CLAIM);
        return from;
    }

    /** Starts a job with what another has saved, and leaves that as it is. */
    public void submitFrom(String other, String name, StreamGraph graph) {
        submit(name, graph, saved.newest(other), RecoveryClaimMode.NO_CLAIM);
    }

    private void submit(String name, StreamGraph graph, Optional<Path> from, RecoveryClaimMode mode) {
        JobID id = SavedState.jobId(name);
        graph.setJobName(name);
        graph.setJobId(id);
        from.ifPresent(state -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(state.toUri().toString(), true, mode)));
        try {
            cluster.submitJob(graph).join();
        } catch (CompletionException e) {
            throw new UserError(
                    "Flink did not take the job " + name + ": " + e.getCause().getMessage(), e);
        }
        jobs.put(name, id);
        LOG.info(
                "job submitted name={} id={} from={}",
                name,
                id,
                from.map(Path::toString).orElse("nothing"));
    }

    /** What the checkpoints of a job have cost so far. */
    public CheckpointCost checkpoints(String name) {
        return CheckpointCost.of(
                cluster.getExecutionGraph(jobs.get(name)).join().getCheckpointStatsSnapshot());
    }

    /** Whether every task of a job runs: then its state has been restored. */
    public boolean running(String name) {
        boolean any = false;
        for (AccessExecutionVertex task :
                cluster.getExecutionGraph(jobs.get(name)).join().getAllExecutionVertices()) {
            any = true;
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        // Before it is scheduled a job has no tasks at all.
        return any;
    }

    /** What each job is doing. */
    public Map<String, JobStatus> status() {
        Map<String, JobStatus> status = new LinkedHashMap<>();
        jobs.forEach((name, id) -> status.put(name, cluster.getJobStatus(id).join()));
        return status;
    }

    /** Stops a job with a savepoint, from which {@link #submit} goes on. */
    public void stop(String name) {
        stop(name, PATIENCE);
    }

    /** The same for a job whose savepoint takes longer. */
    public void stop(String name, Duration patience) {
        await(List.of(savepoint(name)), patience);
    }

    /** Cancels a job; its newest checkpoint stays. */
    public void cancel(String name) {
        JobID id = jobs.remove(name);
        cluster.cancelJob(id).join();
        cluster.requestJobResult(id).join();
    }

    /** Waits until a bounded job has ended. */
    public void awaitEnd(String name) throws InterruptedException {
        JobID id = jobs.remove(name);
        try {
            cluster.requestJobResult(id).get().toJobExecutionResult(EmbeddedFlink.class.getClassLoader());
        } catch (ExecutionException | IOException | ClassNotFoundException e) {
            throw new IllegalStateException("Job " + name + " failed: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("Job " + name + " failed: " + e.getMessage(), e);
        }
    }

    /** Stops all jobs with savepoints, at the same time, and then the cluster. A job that cannot stop keeps its newest checkpoint. */
    @Override
    public void close() {
        List<CompletableFuture<?>> stopping = new ArrayList<>();
        for (String name : List.copyOf(jobs.keySet())) {
            stopping.add(savepoint(name));
        }
        await(stopping, PATIENCE);
        try {
            cluster.closeAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("cluster did not close cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<?> savepoint(String name) {
        JobID id = jobs.remove(name);
        return cluster.stopWithSavepoint(
                        id, saved.savepoints(name).toUri().toString(), false, SavepointFormatType.NATIVE)
                .whenComplete((path, failure) -> {
                    if (failure == null) {
                        LOG.info("job stopped name={} savepoint={}", name, path);
                    } else {
                        LOG.warn("job stopped without savepoint, its newest checkpoint stays name={}", name, failure);
                    }
                });
    }

    private static void await(List<CompletableFuture<?>> stopping, Duration patience) {
        try {
            CompletableFuture.allOf(stopping.toArray(CompletableFuture[]::new))
                    .get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every job stopped with a savepoint", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Configuration configuration(Path folder, SavedState saved, int port) {
        Configuration settings = new Configuration();
        settings.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(RestOptions.PORT, port);
        settings.set(RestOptions.BIND_PORT, Integer.toString(port));
        settings.set(WebOptions.TMP_DIR, folder.resolve("tmp").toString());
        settings.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        // The jobs' classes are on this program's own class path: an uploaded jar must not bring them a second time.
        settings.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                saved.checkpoints().toUri().toString());
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        return settings;
    }
}
