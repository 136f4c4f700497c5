/**
 * The {@code forecasts} job: shell around the forecaster in {@code domain.hazard}.
 *
 * <p>One keyed operator holds a node's elements, its description, the trend of its telemetry and its published schedule; space weather, limits and
 * plans reach every node by broadcast; event time is driven by {@code fleet.status}.
 */
package space.penumbra.jobs.forecasts;
