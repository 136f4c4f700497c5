package space.penumbra.jobs;

import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import space.penumbra.jobs.forecasts.ForecastsJob;
import space.penumbra.jobs.health.HealthJob;
import space.penumbra.jobs.history.HistoryJob;
import space.penumbra.jobs.migrations.MigrationsJob;

/** Every job, in the order of the data's way: the one source for the command line, deployment files and tests. */
public final class Jobs {

    private static final List<Job> ALL = List.of(
            new Job(
                    HealthJob.NAME,
                    HealthJob.class,
                    "telemetry frames in; alarms, node status and rejected records out",
                    HealthJob::define),
            new Job(
                    ForecastsJob.NAME,
                    ForecastsJob.class,
                    "orbital elements, space weather, status and plans in; hazard windows of each node out",
                    ForecastsJob::define),
            new Job(
                    MigrationsJob.NAME,
                    MigrationsJob.class,
                    "status, hazards, workloads and the ledger in; proposals to cap, pause, move or resume out",
                    MigrationsJob::define),
            new Job(
                    HistoryJob.NAME,
                    HistoryJob.class,
                    "frames, alarms, commands, hazards and space weather in; points of the history store out",
                    HistoryJob::define));

    private Jobs() {}

    /** Every job. */
    public static List<Job> all() {
        return ALL;
    }

    /** The job of this name, if there is one. */
    public static Optional<Job> named(String name) {
        return ALL.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /** The graph of a job, ready for an embedded or a remote cluster. */
    public static StreamGraph graph(Job job, JobSettings settings) {
        StreamExecutionEnvironment env = JobEnvironment.embedded(settings);
        job.definition().define(env, settings);
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(job.name());
        return graph;
    }

    /** Runs a job on the cluster that started this process; every job's {@code main} is this. */
    public static void run(String name, Job.Definition definition, String... args) throws Exception {
        JobSettings settings = JobSettings.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobEnvironment.prepare(env, settings);
        definition.define(env, settings);
        env.execute(name);
    }
}
