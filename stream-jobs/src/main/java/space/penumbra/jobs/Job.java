package space.penumbra.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One of the jobs.
 *
 * @param name stable: consumer groups, transactions and deployments bear it
 * @param mainClass what a cluster starts
 * @param about what it receives, decides and emits, one sentence
 * @param definition builds its graph
 */
public record Job(String name, Class<?> mainClass, String about, Definition definition) {

    /** Builds the graph of a job; the same for tests, the embedded cluster and a real one. */
    @FunctionalInterface
    public interface Definition {

        /** Adds the job's sources, operators and sinks to an environment, prepared beforehand. */
        void define(StreamExecutionEnvironment env, JobSettings settings);
    }
}
