/** What is left over when physics has been subtracted: readings against the power, heat and errors that Sun, load and neighbours explain. */
package space.penumbra.domain.residual;
