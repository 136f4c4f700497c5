package space.penumbra.cli.terminal;

/**
 * Something that the person at the keyboard can put right. The message is one sentence that names the value and the remedy; it is shown
 * without a stack trace.
 */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
