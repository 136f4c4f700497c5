package space.penumbra.jobs;

import space.penumbra.domain.Nullable;

/**
 * What came out of a topic: the value, or why there is none.
 *
 * @param raw the record as it came
 * @param value what it says, null if it could not be read
 * @param problem why it could not be read, empty otherwise
 * @param <T> type of the value
 */
record Received<T>(RawRecord raw, @Nullable T value, String problem) {}
