/**
 * The health job: telemetry frames in; alarms, node status and rejected records out.
 *
 * <p>Frames travel as the bytes that came, with their position; they are decoded once, beside the state of their node.
 */
package space.penumbra.jobs.health;
