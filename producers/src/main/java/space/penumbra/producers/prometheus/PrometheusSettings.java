package space.penumbra.producers.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.Nullable;

/**
 * What to scrape.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param targets for each node its pages; several pages (node_exporter, dcgm-exporter) make one node
 * @param targetsFile file of further targets, read again whenever it changes; null for none
 * @param intervalSeconds wall time between two scrapes, 0.1 to 3600
 * @param timeoutSeconds how long a page may take
 * @param mapping file that says which metric becomes which field; null for the built-in one
 */
public record PrometheusSettings(
        String bootstrap,
        Map<String, List<URI>> targets,
        @Nullable Path targetsFile,
        double intervalSeconds,
        double timeoutSeconds,
        @Nullable Path mapping) {

    /** @throws IllegalArgumentException if there is no target */
    public PrometheusSettings {
        if (targets.isEmpty() && targetsFile == null) {
            throw new IllegalArgumentException(
                    "No target given: use --target NAME=URL, e.g. host-1=http://127.0.0.1:9100/metrics, or --targets FILE");
        }
    }

    /**
     * Targets as the command line has them: {@code NAME=URL}, repeated for every page; the same name twice makes one node of two pages. A URL without a
     * path gets {@code /metrics}.
     *
     * @throws IllegalArgumentException naming the target that is none
     */
    public static Map<String, List<URI>> targets(List<String> arguments) {
        Map<String, List<URI>> targets = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? "" : argument.substring(0, equals).strip();
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
                throw new IllegalArgumentException(
                        "Target '" + argument
                                + "' has no usable name: use NAME=URL with letters, digits, dots, dashes, e.g. host-1=http://127.0.0.1:9100/metrics");
            }
            targets.computeIfAbsent(name, node -> new ArrayList<>()).add(uri(argument, argument.substring(equals + 1)));
        }
        return targets;
    }

    private static URI uri(String argument, String text) {
        try {
            URI uri = URI.create(text.strip());
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri.getPath().isEmpty() ? uri.resolve("/metrics") : uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Target '" + argument + "' has no usable URL: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "Target '" + argument + "' has no usable URL: begin it with http:// or https:// and a host");
    }
}
