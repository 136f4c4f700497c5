package space.penumbra.orbit.elements;

import java.util.regex.Pattern;

/** Numbers as element sets write them: decimal digits with a point and an exponent, and none of what Java takes besides. */
final class DecimalText {

    private static final Pattern FORM = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private DecimalText() {}

    /** @throws IllegalArgumentException naming the field and its text when that is no number */
    static double parse(String what, String field) {
        String text = field.strip();
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " is \"" + text + "\": a number is needed");
        }
        return Double.parseDouble(text);
    }
}
