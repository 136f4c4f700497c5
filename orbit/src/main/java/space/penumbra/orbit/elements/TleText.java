package space.penumbra.orbit.elements;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Two-line and three-line element sets, alpha-5 catalogue numbers included. A line that fits nowhere is refused, the rest still read. */
final class TleText {

    private static final int LINE_LENGTH = 69;

    /** Two-digit years from here on belong to the 1900s: nothing was in orbit before 1957. */
    private static final int FIRST_YEAR_OF_SPACEFLIGHT = 57;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private TleText() {}

    static void read(String text, ElementsSink sink) {
        List<String> lines = text.lines().toList();
        String name = "";
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).stripTrailing();
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (startsRow(line, '1')) {
                boolean paired = at + 1 < lines.size() && startsRow(lines.get(at + 1), '2');
                if (paired) {
                    accept(name, at + 1, line, lines.get(at + 1).stripTrailing(), sink);
                    at++;
                } else {
                    sink.reject(at + 1, name, "line 1 of an element set is not followed by its line 2");
                }
                name = "";
            } else if (startsRow(line, '2')) {
                sink.reject(at + 1, name, "line 2 of an element set without its line 1");
                name = "";
            } else {
                if (!name.isEmpty()) {
                    sink.reject(at, name, "neither an element set nor the name of one");
                }
                name = line.startsWith("0 ") ? line.substring(2).strip() : line.strip();
            }
        }
        if (!name.isEmpty()) {
            sink.reject(lines.size(), name, "name without an element set");
        }
    }

    private static boolean startsRow(String line, char row) {
        return line.length() > 24 && line.charAt(0) == row && line.charAt(1) == ' ';
    }

    private static void accept(String name, int lineNumber, String first, String second, ElementsSink sink) {
        String label = name.isEmpty() ? first.substring(2, 7) : name;
        try {
            sink.keep(parse(name, first, second));
        } catch (IllegalArgumentException unusable) {
            sink.reject(lineNumber, label, unusable.getMessage());
        }
    }

    private static MeanElements parse(String name, String first, String second) {
        requireIntact(first, 1);
        requireIntact(second, 2);
        long number = CatalogueNumber.parse(first.substring(2, 7));
        if (number != CatalogueNumber.parse(second.substring(2, 7))) {
            throw new IllegalArgumentException("line 1 is of object " + first.substring(2, 7) + " but line 2 of "
                    + second.substring(2, 7) + ": two sets are mixed up");
        }
        if (first.charAt(62) == '4') {
            throw new IllegalArgumentException(
                    "ephemeris type is 4 (SGP4-XP): only plain SGP4 elements can be propagated");
        }
        return new MeanElements(
                name.isEmpty() ? "NORAD-" + number : name,
                number,
                epoch(first.substring(18, 32)),
                number("mean motion", second.substring(52, 63)),
                number("eccentricity", "0." + second.substring(26, 33).strip()),
                number("inclination", second.substring(8, 16)),
                number("right ascension of the node", second.substring(17, 25)),
                number("argument of perigee", second.substring(34, 42)),
                number("mean anomaly", second.substring(43, 51)),
                exponential("B*", first.substring(53, 61)));
    }

    private static void requireIntact(String line, int row) {
        if (line.length() < LINE_LENGTH) {
            throw new IllegalArgumentException(
                    "line " + row + " has " + line.length() + " characters, " + LINE_LENGTH + " needed");
        }
        int sum = 0;
        for (int i = 0; i < LINE_LENGTH - 1; i++) {
            char c = line.charAt(i);
            sum += c >= '0' && c <= '9' ? c - '0' : c == '-' ? 1 : 0;
        }
        char expected = (char) ('0' + sum % 10);
        if (line.charAt(LINE_LENGTH - 1) != expected) {
            throw new IllegalArgumentException("checksum of line " + row + " is " + line.charAt(LINE_LENGTH - 1)
                    + " but its digits sum to " + expected + ": the line was altered or cut");
        }
    }

    private static Instant epoch(String field) {
        int shortYear = (int) number("epoch year", field.substring(0, 2));
        int year = shortYear < FIRST_YEAR_OF_SPACEFLIGHT ? 2000 + shortYear : 1900 + shortYear;
        String day = field.substring(2).strip();
        int point = day.indexOf('.');
        double wholeDay = number("epoch day", point < 0 ? day : day.substring(0, point));
        if (wholeDay < 1 || wholeDay > 366) {
            throw new IllegalArgumentException("epoch day \"" + field + "\" is outside 1 to 366");
        }
        // In integers: a double of the day of the year would already cost microseconds.
        long nanos = 0;
        long unit = NANOS_PER_DAY / 10;
        for (int i = point + 1; point >= 0 && i < day.length(); i++, unit /= 10) {
            nanos += Character.digit(day.charAt(i), 10) * unit;
            if (Character.digit(day.charAt(i), 10) < 0) {
                throw new IllegalArgumentException("epoch day \"" + field + "\" is not a number");
            }
        }
        return LocalDate.of(year, 1, 1)
                .plusDays((long) wholeDay - 1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plusNanos(nanos);
    }

    /** A field such as {@code -11606-4}, which means -0.11606e-4. */
    private static double exponential(String what, String field) {
        String text = field.strip();
        if (text.isEmpty()) {
            return 0;
        }
        int sign = Math.max(text.lastIndexOf('-'), text.lastIndexOf('+'));
        if (sign <= 0) {
            return number(what, text);
        }
        String mantissa = text.substring(0, sign).strip();
        boolean negative = mantissa.startsWith("-");
        String digits = negative || mantissa.startsWith("+") ? mantissa.substring(1) : mantissa;
        double value = number(
                what,
                (digits.startsWith(".") ? "0" : "0.") + digits + "e"
                        + text.substring(sign).strip());
        return negative ? -value : value;
    }

    private static double number(String what, String field) {
        return DecimalText.parse(what, field);
    }
}
