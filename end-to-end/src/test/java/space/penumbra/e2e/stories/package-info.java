/** Stories across everything: what people and hosts do from outside, and what they get to see. */
package space.penumbra.e2e.stories;
