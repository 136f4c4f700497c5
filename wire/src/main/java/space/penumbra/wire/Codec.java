package space.penumbra.wire;

/**
 * Between a value and its bytes in a topic. Thread-safe.
 *
 * @param <T> type of the value
 */
public interface Codec<T> {

    /** The bytes of a value. */
    byte[] encode(T value);

    /**
     * The value of these bytes.
     *
     * @throws UndecodableException if they are no record of any published schema of this type
     */
    T decode(byte[] bytes);

    /** Name of the record type, as schemas and messages show it. */
    String typeName();
}
