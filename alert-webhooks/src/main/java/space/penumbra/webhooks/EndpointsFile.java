package space.penumbra.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/**
 * Reads the file of endpoints:
 *
 * <pre>
 * {"endpoints": [
 *   {"name": "on-call", "url": "https://pager.example/hook", "secret": "env:ON_CALL_SECRET",
 *    "kinds": ["alarm"], "minimumLevel": "WARNING"},
 *   {"name": "ledger", "url": "https://…", "secret": "file:/run/secrets/ledger",
 *    "kinds": ["command"], "commandStates": ["FAILED", "TIMED_OUT"], "allowPrivateAddresses": false}
 * ]}
 * </pre>
 *
 * All mistakes are reported at once.
 */
public final class EndpointsFile {

    private static final Set<String> KEYS =
            Set.of("name", "url", "secret", "kinds", "minimumLevel", "commandStates", "allowPrivateAddresses");

    private final UnaryOperator<String> environment;
    private final List<String> mistakes = new ArrayList<>();

    private EndpointsFile(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * The endpoints of a file.
     *
     * @param environment looks up an environment variable, null if it is not set
     * @throws IllegalArgumentException naming every mistake in the file
     */
    public static List<Endpoint> read(Path file, UnaryOperator<String> environment) {
        try {
            return parse(Files.readString(file), file.toString(), environment);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the endpoints file " + file + ": check path and rights", e);
        }
    }

    static List<Endpoint> parse(String json, String file, UnaryOperator<String> environment) {
        EndpointsFile reader = new EndpointsFile(environment);
        List<Endpoint> endpoints = reader.endpoints(json);
        if (!reader.mistakes.isEmpty()) {
            throw new IllegalArgumentException(file + ": " + String.join("; ", reader.mistakes));
        }
        return endpoints;
    }

    private List<Endpoint> endpoints(String json) {
        List<Endpoint> endpoints = new ArrayList<>();
        try {
            JsonNode array = new ObjectMapper().readTree(json).path("endpoints");
            if (!array.isArray()) {
                mistakes.add("there is no list 'endpoints'");
            }
            Set<String> names = new HashSet<>();
            for (JsonNode node : array) {
                Endpoint endpoint = endpoint(node);
                if (!names.add(endpoint.name())) {
                    mistakes.add("two endpoints are called '" + endpoint.name() + "'");
                }
                endpoints.add(endpoint);
            }
        } catch (JsonProcessingException e) {
            // The parser's message quotes the text around, which may be a secret.
            mistakes.add("no JSON at line " + e.getLocation().getLineNr());
        }
        return endpoints;
    }

    private Endpoint endpoint(JsonNode node) {
        String name = node.path("name").asText("");
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            mistakes.add("'" + name + "' is no endpoint name: use up to 64 letters, digits, '.', '_' or '-'");
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                mistakes.add(name + ": unknown key '" + key + "'");
            }
        });
        boolean privateAllowed = node.path("allowPrivateAddresses").asBoolean(false);
        return new Endpoint(
                name,
                url(name, node.path("url").asText(""), privateAllowed),
                secret(name, node),
                words(name, node, "kinds", EventKind.values(), EventKind::word, EnumSet.allOf(EventKind.class)),
                level(name, node.path("minimumLevel").asText(LimitLevel.WARNING.name())),
                words(
                        name,
                        node,
                        "commandStates",
                        CommandState.values(),
                        CommandState::name,
                        Endpoint.DEFAULT_COMMAND_STATES),
                privateAllowed);
    }

    private URI url(String name, String text, boolean privateAllowed) {
        try {
            URI url = new URI(text);
            AddressGuard.malformed(url, privateAllowed).ifPresent(mistake -> mistakes.add(name + ": " + mistake));
            return url;
        } catch (java.net.URISyntaxException e) {
            mistakes.add(name + ": url is no address");
            return null;
        }
    }

    private Secret secret(String name, JsonNode node) {
        try {
            return Secret.of(node.path("secret").asText(null), environment);
        } catch (IllegalArgumentException e) {
            mistakes.add(name + ": " + e.getMessage());
            return null;
        }
    }

    private LimitLevel level(String name, String word) {
        return Arrays.stream(LimitLevel.values())
                .filter(level -> level.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    mistakes.add(
                            name + ": '" + word + "' is no level: use one of " + Arrays.toString(LimitLevel.values()));
                    return LimitLevel.WARNING;
                });
    }

    private <E> Set<E> words(
            String name, JsonNode node, String key, E[] all, Function<E, String> word, Set<E> byDefault) {
        if (!node.has(key)) {
            return byDefault;
        }
        Set<E> chosen = new HashSet<>();
        for (JsonNode item : node.path(key)) {
            Arrays.stream(all)
                    .filter(one -> word.apply(one).equalsIgnoreCase(item.asText()))
                    .findFirst()
                    .ifPresentOrElse(
                            chosen::add,
                            () -> mistakes.add(name + ": '" + item.asText() + "' is none of " + key + ": use "
                                    + Arrays.stream(all).map(word).toList()));
        }
        return chosen;
    }
}
