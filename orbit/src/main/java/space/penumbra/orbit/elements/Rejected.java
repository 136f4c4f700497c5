package space.penumbra.orbit.elements;

/**
 * An element set that could not be read, with what an operator needs to find it.
 *
 * @param line first line of the set in its input, from 1
 * @param object name or catalogue number as far as it could be read, else an empty string
 * @param reason what is wrong with it, naming the offending value
 */
public record Rejected(int line, String object, String reason) {

    @Override
    public String toString() {
        return "line " + line + (object.isEmpty() ? "" : " (" + object + ")") + ": " + reason;
    }
}
