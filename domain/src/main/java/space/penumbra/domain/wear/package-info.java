/** What is left of the hardware: nobody can go there and mend it, so its wear, its trend and what follows from them are kept for each node. */
package space.penumbra.domain.wear;
