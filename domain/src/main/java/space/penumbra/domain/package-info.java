/**
 * The vocabulary of the fleet and its decisions: pure code, no input or output, no clock, no unseeded randomness.
 *
 * <p>Sub-packages go by idea. Records are facts that cross a topic; every record carries the event time it speaks of.
 * Unless said otherwise a number that is not known is {@code NaN}, a counter that is not reported is {@code -1}, a
 * text that does not apply is empty, and only components marked {@link space.penumbra.domain.Nullable} may be null.
 */
package space.penumbra.domain;
