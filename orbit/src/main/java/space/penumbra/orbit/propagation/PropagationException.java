package space.penumbra.orbit.propagation;

/** An orbit that SGP4 cannot follow, at all or at this time: the message names the object, the value and the reason. */
public final class PropagationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PropagationException(String message) {
        super(message);
    }
}
