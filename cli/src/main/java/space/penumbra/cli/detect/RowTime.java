package space.penumbra.cli.detect;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * The time of a row: {@code 2026-01-31 13:45:00} (with a {@code T} too, with or without an offset, UTC if without), seconds
 * or milliseconds since 1970. Anything else, like a mere row number, is no time: the row is judged without one.
 */
final class RowTime {

    /** Fewer seconds than this are row numbers or steps, not a date after 1973. */
    private static final double FEWEST_SECONDS = 1e8;

    private static final double FEWEST_MILLIS = 1e11;

    private RowTime() {}

    static OptionalLong epochMillis(String cell) {
        if (cell.length() >= 16 && cell.charAt(4) == '-') {
            return date(cell.charAt(10) == ' ' ? cell.substring(0, 10) + 'T' + cell.substring(11) : cell);
        }
        try {
            double number = Double.parseDouble(cell);
            if (!(number >= FEWEST_SECONDS)) {
                return OptionalLong.empty();
            }
            return OptionalLong.of((long) (number >= FEWEST_MILLIS ? number : number * 1000));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong date(String iso) {
        try {
            boolean offset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 10;
            return OptionalLong.of(
                    offset
                            ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
