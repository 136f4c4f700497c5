package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import space.penumbra.domain.PlausibleTime;

/** Reads parameters of a request; whatever does not fit is a 400 that names it. */
final class Query {

    private static final int MAX_SIZE = 1000;

    private Query() {}

    static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    static Optional<Instant> instant(Context context, String name) {
        return text(context, name).map(value -> instant(name, value));
    }

    static Instant instant(String name, String value) {
        Instant instant;
        try {
            instant = Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest(
                    "'" + value + "' in " + name + " is no ISO-8601 instant such as 2026-06-21T12:00:00Z");
        }
        if (!PlausibleTime.holds(instant)) {
            throw ApiError.badRequest("'" + value + "' in " + name + " is outside " + PlausibleTime.range());
        }
        return instant;
    }

    static <E extends Enum<E>> Optional<E> constant(Context context, String name, Class<E> type) {
        return text(context, name).map(value -> constant(name, value, type));
    }

    static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> ApiError.badRequest(
                        "'" + value + "' in " + name + " is none of " + Arrays.toString(type.getEnumConstants())));
    }

    static <E extends Enum<E>> Set<E> constants(Context context, String name, Class<E> type) {
        return text(context, name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(value -> constant(name, value.strip(), type))
                .collect(Collectors.toSet());
    }

    static Set<String> names(Context context, String name) {
        return text(context, name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    static int number(Context context, String name, int otherwise, int least, int most) {
        return text(context, name)
                .map(value -> {
                    try {
                        int number = Integer.parseInt(value);
                        if (number >= least && number <= most) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // Falls through to the sentence below.
                    }
                    throw ApiError.badRequest(
                            "'" + value + "' in " + name + " is no number from " + least + " to " + most);
                })
                .orElse(otherwise);
    }

    /** One page of a list: {@code {items, total, page, size}}. Only the items on the page are mapped. */
    static <T> Map<String, Object> page(Context context, List<T> all, int usualSize, Function<T, ?> view) {
        int size = number(context, "size", usualSize, 1, MAX_SIZE);
        int page = number(context, "page", 0, 0, Integer.MAX_VALUE / MAX_SIZE);
        List<?> items =
                all.stream().skip((long) page * size).limit(size).map(view).toList();
        return Map.of("items", items, "total", all.size(), "page", page, "size", size);
    }
}
