/** The simulated fleet: a deterministic, seeded core, its on-board executor, and the runner that joins it to Kafka. */
package space.penumbra.producers.twin;
