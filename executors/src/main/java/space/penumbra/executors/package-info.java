/**
 * Executors for the real world: they read {@code commands.issued}, have a scheduler carry each command out once, and report its
 * stages to {@code commands.events}.
 */
package space.penumbra.executors;
