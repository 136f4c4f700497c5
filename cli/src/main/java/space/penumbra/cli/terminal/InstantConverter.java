package space.penumbra.cli.terminal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Instants as ISO-8601 writes them; what has no offset is UTC, a bare date its midnight. */
public final class InstantConverter implements ITypeConverter<Instant> {

    private static final List<Function<String, Instant>> READERS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    @Override
    public Instant convert(String value) {
        for (Function<String, Instant> reader : READERS) {
            try {
                return reader.apply(value);
            } catch (DateTimeException notThisForm) {
                continue;
            }
        }
        throw new TypeConversionException("'" + value + "' is no ISO-8601 time, such as 2026-05-31T00:00:00Z");
    }
}
