package space.penumbra.jobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What holds for every job, wherever it runs. */
public final class JobEnvironment {

    /** Key groups: the most that a job can ever be spread over. Never changed, state is cut by it. */
    public static final int MAX_PARALLELISM = 128;

    private JobEnvironment() {}

    /** A prepared environment that only builds graphs, for an embedded cluster. */
    public static StreamExecutionEnvironment embedded(JobSettings settings) {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
        prepare(env, settings);
        return env;
    }

    /**
     * Sets what all jobs need: exactly-once checkpoints that outlive the job, no Kryo, an identity for every operator, and
     * patience with failures.
     */
    public static void prepare(StreamExecutionEnvironment env, JobSettings settings) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(settings.checkpointIntervalMillis()));
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        // A third of the bytes, and read back in blocks instead of number by number.
        configuration.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // A store or broker that is away for a while makes checkpoints late, not the job fail.
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        env.configure(configuration);
        if (settings.parallelism() > 0) {
            env.setParallelism(settings.parallelism());
        }
    }
}
