package space.penumbra.orbit.elements;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Epochs as CCSDS writes them in UTC: {@code 2026-05-30T07:25:28.869024} or {@code 2026-150T07:25:28.869024}, with or without a Z. */
final class EpochText {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(?:(\\d{2})-(\\d{2})|(\\d{3}))[T ](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d*))?(?:Z|\\+00:00)?");

    private EpochText() {}

    /** @throws IllegalArgumentException when the text is no such instant */
    static Instant parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "epoch \"" + text + "\" is not a UTC instant such as 2026-05-30T07:25:28.869024");
        }
        try {
            int year = Integer.parseInt(parts.group(1));
            LocalDate day = parts.group(4) != null
                    ? LocalDate.ofYearDay(year, Integer.parseInt(parts.group(4)))
                    : LocalDate.of(year, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
            int hour = inRange("hour", parts.group(5), 23);
            int minute = inRange("minute", parts.group(6), 59);
            // 60 is a leap second: counted on, as POSIX time does.
            int second = inRange("second", parts.group(7), 60);
            return day.atTime(hour, minute)
                    .toInstant(ZoneOffset.UTC)
                    .plusSeconds(second)
                    .plusNanos(nanos(parts.group(8)));
        } catch (DateTimeException impossible) {
            throw new IllegalArgumentException(
                    "epoch \"" + text + "\" does not exist: " + impossible.getMessage(), impossible);
        }
    }

    private static int inRange(String what, String digits, int largest) {
        int value = Integer.parseInt(digits);
        if (value > largest) {
            throw new DateTimeException(what + " " + value + " is above " + largest);
        }
        return value;
    }

    private static long nanos(String fraction) {
        if (fraction == null || fraction.isEmpty()) {
            return 0;
        }
        String nine = (fraction + "000000000").substring(0, 9);
        return Long.parseLong(nine);
    }
}
