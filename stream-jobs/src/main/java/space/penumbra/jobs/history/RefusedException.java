package space.penumbra.jobs.history;

/** The store will never take these lines. */
final class RefusedException extends RuntimeException {

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
