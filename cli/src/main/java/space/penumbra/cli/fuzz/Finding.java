package space.penumbra.cli.fuzz;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * A mistake that a case brought to light.
 *
 * @param surface where
 * @param caseSeed what draws the case again
 * @param what went wrong, with the place
 * @param input the input, as far as it is short enough to show
 */
record Finding(String surface, long caseSeed, String what, String input) {

    private static final int MOST_SHOWN = 400;
    private static final int FRAMES = 6;

    static Finding of(String surface, long caseSeed, Throwable problem, byte[] input) {
        String where = Arrays.stream(problem.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        return new Finding(surface, caseSeed, problem + " at " + where, shown(input));
    }

    static Finding slow(String surface, long caseSeed, double seconds, byte[] input) {
        return new Finding(surface, caseSeed, String.format("took %.1f s of CPU", seconds), shown(input));
    }

    /** Whether it is most likely the same mistake. */
    boolean like(Finding other) {
        return surface.equals(other.surface) && kind().equals(other.kind());
    }

    private String kind() {
        return what.replaceAll("[0-9]+|'[^']*'", "").lines().findFirst().orElse("");
    }

    private static String shown(byte[] input) {
        byte[] head = Arrays.copyOf(input, Math.min(input.length, MOST_SHOWN));
        return input.length + " bytes " + HexFormat.of().formatHex(head);
    }
}
