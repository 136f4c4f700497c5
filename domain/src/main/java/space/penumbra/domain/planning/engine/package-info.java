/**
 * Where the choices of a region are made together: an exact energy knapsack for each threatened node, shadow prices of GPUs, power and
 * links from a Lagrangian dual, ruin-and-recreate between them, and a certified lower bound for every plan. Arrays only; knows nothing
 * of telemetry or commands.
 */
package space.penumbra.domain.planning.engine;
