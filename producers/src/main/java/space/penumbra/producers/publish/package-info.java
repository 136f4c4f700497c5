/** Typed, counted publishing into the topics of the catalogue. */
package space.penumbra.producers.publish;
