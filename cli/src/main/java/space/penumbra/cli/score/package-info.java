/**
 * What the product is worth, measured on the simulated fleet: how well faults are found, and the closed-loop scoreboard: the same simulated fleet under several policies, wired in one process from the classes that the jobs and the
 * gate run, without a broker.
 */
package space.penumbra.cli.score;
