/**
 * The closed-loop scoreboard: the same simulated fleet under several policies, wired in one process from the classes that the jobs and the
 * gate run, without a broker.
 */
package space.penumbra.cli.score;
