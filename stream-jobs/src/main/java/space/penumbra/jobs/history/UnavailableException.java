package space.penumbra.jobs.history;

/** The store did not take the lines now; it may later. */
final class UnavailableException extends RuntimeException {

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
