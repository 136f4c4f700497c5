/**
 * The {@code forecasts} job: shell around the forecaster in {@code domain.hazard}.
 *
 * <p>One keyed operator holds a node's elements and its published schedule; space weather reaches every node by broadcast; event time is
 * driven by {@code fleet.status}, of which nothing else is used.
 */
package space.penumbra.jobs.forecasts;
