/** Orbital elements from files into the fleet. */
package space.penumbra.producers.orbits;
