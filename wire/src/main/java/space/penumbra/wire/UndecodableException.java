package space.penumbra.wire;

/** The bytes are no record of any published schema; the message says what was met. */
public final class UndecodableException extends RuntimeException {

    public UndecodableException(String message) {
        super(message);
    }

    public UndecodableException(String message, Throwable cause) {
        super(message, cause);
    }
}
