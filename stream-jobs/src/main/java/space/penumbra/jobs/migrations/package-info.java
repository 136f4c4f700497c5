/**
 * The {@code migrations} job: shell around the planner in {@code domain.planning}.
 *
 * <p>One keyed operator holds the facts of a region and plans on event-time timers. Event time is driven by {@code fleet.status} alone. State
 * is read and written as the records of the wire.
 */
package space.penumbra.jobs.migrations;
