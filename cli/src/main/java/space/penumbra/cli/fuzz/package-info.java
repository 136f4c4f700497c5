/** Seeded nonsense against everything that takes input from outside: nothing may crash, hang, or be lost without a reason. */
package space.penumbra.cli.fuzz;
