/**
 * The composition root: the {@code penumbra} command, the embedded broker, Flink and history store. Everything is put together here and
 * nothing is decided here.
 */
package space.penumbra.cli;
