/**
 * The Flink jobs, and what all of them share: settings, environment, topics as sources and sinks, types for the wire.
 *
 * <p>Each job is a package with one class that shows its whole graph. Operators hold no arithmetic: they read state, call
 * the domain, write state and emit.
 */
package space.penumbra.jobs;
