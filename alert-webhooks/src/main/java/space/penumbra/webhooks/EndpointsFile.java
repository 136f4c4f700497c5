package space.penumbra.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads the file of endpoints:
 *
 * <pre>
 * {"console": "https://ops.example",
 *  "endpoints": [
 *   {"name": "on-call", "url": "https://pager.example/hook", "secret": "env:ON_CALL_SECRET",
 *    "kinds": ["alarm"], "minimumLevel": "WARNING", "places": ["ss650/3", "w550"]},
 *   {"name": "duty", "url": "https://events.pagerduty.example/v2/enqueue", "format": "pagerduty", "secret": "file:/run/secrets/duty"},
 *   {"name": "channel", "url": "env:SLACK_ADDRESS", "format": "slack", "group": {"by": ["plane", "rule"], "waitSeconds": 30}},
 *   {"name": "ledger", "url": "https://…", "secret": "file:/run/secrets/ledger",
 *    "kinds": ["command"], "commandStates": ["FAILED", "TIMED_OUT"], "allowPrivateAddresses": false}
 * ]}
 * </pre>
 *
 * All mistakes are reported at once.
 */
public final class EndpointsFile {

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
            JsonNode root = new ObjectMapper().readTree(json);
            JsonNode array = root.path("endpoints");
            if (!array.isArray()) {
                mistakes.add("there is no list 'endpoints'");
            }
            Set<String> names = new HashSet<>();
            String console = console(root.path("console").asText(""));
            for (JsonNode node : array) {
                Endpoint endpoint = new EndpointReader(node, console, environment, mistakes).read();
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

    /** Checked to be an address, without a slash at its end. */
    private String console(String text) {
        if (!text.isEmpty() && !text.matches("https?://[^\\s?#]+")) {
            mistakes.add("console '" + text + "' is no address such as https://ops.example");
        }
        return text.replaceAll("/+$", "");
    }
}
