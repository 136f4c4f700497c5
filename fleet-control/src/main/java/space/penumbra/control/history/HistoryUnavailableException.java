package space.penumbra.control.history;

/** The history store does not answer; the message is one sentence for people. */
public final class HistoryUnavailableException extends RuntimeException {

    public HistoryUnavailableException(String message) {
        super(message);
    }

    public HistoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
