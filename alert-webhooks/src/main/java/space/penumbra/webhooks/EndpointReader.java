package space.penumbra.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

/** Reads one endpoint of the file; its mistakes go to a list, and what stands in their place is never used. */
final class EndpointReader {

    private static final Set<String> KEYS = Set.of(
            "name",
            "url",
            "secret",
            "format",
            "kinds",
            "minimumLevel",
            "commandStates",
            "rules",
            "places",
            "group",
            "allowPrivateAddresses");
    private static final long LONGEST_WAIT_SECONDS = 300;

    private final JsonNode node;
    private final String console;
    private final UnaryOperator<String> environment;
    private final List<String> mistakes;
    private final String name;

    EndpointReader(JsonNode node, String console, UnaryOperator<String> environment, List<String> mistakes) {
        this.node = node;
        this.console = console;
        this.environment = environment;
        this.mistakes = mistakes;
        this.name = node.path("name").asText("");
    }

    Endpoint read() {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            mistakes.add("'" + name + "' is no endpoint name: use up to 64 letters, digits, '.', '_' or '-'");
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                mistake("unknown key '" + key + "'");
            }
        });
        boolean privateAllowed = node.path("allowPrivateAddresses").asBoolean(false);
        Format format = format();
        return new Endpoint(
                name,
                url(privateAllowed),
                secret(format),
                format,
                new Route(
                        words("kinds", EventKind.values(), EventKind::word, EnumSet.allOf(EventKind.class)),
                        level(node.path("minimumLevel").asText(LimitLevel.WARNING.name())),
                        words("commandStates", CommandState.values(), CommandState::name, Route.DEFAULT_COMMAND_STATES),
                        texts("rules"),
                        texts("places")),
                grouping(format),
                console,
                privateAllowed);
    }

    private void mistake(String what) {
        mistakes.add(name + ": " + what);
    }

    private Format format() {
        String word = node.path("format").asText(Format.EVENT.word());
        return Format.named(word).orElseGet(() -> {
            mistake("'" + word + "' is no format: use one of " + Format.words());
            return Format.EVENT;
        });
    }

    /** An address may be a secret itself, as Slack's are: then it is given by reference. */
    private URI url(boolean privateAllowed) {
        String text = node.path("url").asText("");
        try {
            boolean byReference = Secret.isReference(text);
            URI url = new URI(byReference ? Secret.text(text, environment).reveal() : text);
            AddressGuard.malformed(url, privateAllowed)
                    .ifPresent(
                            mistake -> mistake(byReference ? "what " + text + " holds is no https address" : mistake));
            return url;
        } catch (URISyntaxException e) {
            mistake("url is no address");
        } catch (IllegalArgumentException e) {
            mistake(e.getMessage());
        }
        return null;
    }

    private Secret secret(Format format) {
        if (!node.has("secret") && !format.needsSecret()) {
            return null;
        }
        try {
            String reference = node.path("secret").asText(null);
            return format.access() == Format.Access.SIGNED
                    ? Secret.of(reference, environment)
                    : Secret.text(reference, environment);
        } catch (IllegalArgumentException e) {
            mistake(e.getMessage());
            return null;
        }
    }

    private Grouping grouping(Format format) {
        if (!node.has("group")) {
            return Grouping.NONE;
        }
        if (!format.groups()) {
            mistake("format " + format.word() + " tells of one event at a time: leave 'group' out");
        }
        JsonNode group = node.path("group");
        double seconds = group.path("waitSeconds").asDouble(Double.NaN);
        if (!(seconds >= 0.1 && seconds <= LONGEST_WAIT_SECONDS)) {
            mistake("group.waitSeconds is " + group.path("waitSeconds") + ": use 0.1 to " + LONGEST_WAIT_SECONDS);
            seconds = 1;
        }
        Set<GroupBy> by = words(group, "by", GroupBy.values(), GroupBy::word, Set.of());
        return new Grouping(by, Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private LimitLevel level(String word) {
        return Arrays.stream(LimitLevel.values())
                .filter(level -> level.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    mistake("'" + word + "' is no level: use one of " + Arrays.toString(LimitLevel.values()));
                    return LimitLevel.WARNING;
                });
    }

    private Set<String> texts(String key) {
        Set<String> texts = new HashSet<>();
        node.path(key).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private <E> Set<E> words(String key, E[] all, Function<E, String> word, Set<E> byDefault) {
        return words(node, key, all, word, byDefault);
    }

    private <E> Set<E> words(JsonNode in, String key, E[] all, Function<E, String> word, Set<E> byDefault) {
        if (!in.has(key)) {
            return byDefault;
        }
        Set<E> chosen = new HashSet<>();
        for (JsonNode item : in.path(key)) {
            Arrays.stream(all)
                    .filter(one -> word.apply(one).equalsIgnoreCase(item.asText()))
                    .findFirst()
                    .ifPresentOrElse(
                            chosen::add,
                            () -> mistake("'" + item.asText() + "' is none of " + key + ": use "
                                    + Arrays.stream(all).map(word).toList()));
        }
        return chosen;
    }
}
