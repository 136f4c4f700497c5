package space.penumbra.producers.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;

/**
 * Which metric becomes which field, as a JSON file says it: an object with {@code gpuLabel} (the label that numbers the GPUs), {@code modelLabel} and a
 * list {@code fields} of rules with the components of {@link MappingRule}. Of several rules for one field the first that finds a value holds.
 *
 * @param gpuLabel label that bears the index of the GPU
 * @param modelLabel label that bears the name of the accelerator
 * @param rules in the order of the file
 */
record MetricMapping(String gpuLabel, String modelLabel, List<MappingRule> rules) {

    static final List<String> GPU_FIELDS = List.of(
            "gpuTemperatureCelsius",
            "gpuPowerWatts",
            "gpuUtilisationRatio",
            "gpuCorrectedErrors",
            "gpuUncorrectedErrors");

    private static final Set<String> KEYS = Set.of(
            "field", "metric", "where", "aggregate", "rate", "dividedBy", "scale", "offset", "least", "most", "about");

    /** The mapping of a file, or the built-in one for node_exporter and dcgm-exporter when there is none. */
    static MetricMapping load(@Nullable Path file) {
        try {
            if (file != null) {
                return parse(file.toString(), Files.readString(file));
            }
            try (InputStream in = MetricMapping.class.getResourceAsStream("mapping.json")) {
                return parse("the built-in mapping", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            if (file == null) {
                throw new UncheckedIOException(e);
            }
            throw new IllegalArgumentException("Cannot read mapping " + file + ": " + e.getMessage(), e);
        }
    }

    static MetricMapping parse(String name, String json) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Mapping " + name + " is no JSON: " + e.getOriginalMessage(), e);
        }
        List<MappingRule> rules = new ArrayList<>();
        for (JsonNode rule : root.path("fields")) {
            rules.add(rule(name, rule));
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("Mapping " + name + " has no 'fields': list at least one rule");
        }
        return new MetricMapping(
                root.path("gpuLabel").asText("gpu"), root.path("modelLabel").asText("modelName"), List.copyOf(rules));
    }

    private static MappingRule rule(String name, JsonNode rule) {
        Set<String> unknown = new TreeSet<>();
        rule.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        String field = rule.path("field").asText();
        String metric = rule.path("metric").asText();
        if (!unknown.isEmpty() || metric.isEmpty()) {
            throw new IllegalArgumentException("Mapping " + name + ": the rule for '" + field
                    + (metric.isEmpty() ? "' names no metric" : "' has unknown keys " + unknown));
        }
        if (!known(field)) {
            throw new IllegalArgumentException("Mapping " + name + ": no field is called '" + field
                    + "': use a reading, a counter or one of " + GPU_FIELDS);
        }
        return new MappingRule(
                field,
                metric,
                where(name, field, rule.path("where")),
                aggregation(name, field, rule.path("aggregate").asText("max")),
                rule.path("rate").asBoolean(false),
                rule.path("dividedBy").asText(""),
                rule.path("scale").asDouble(1),
                rule.path("offset").asDouble(0),
                rule.path("least").asDouble(Double.NEGATIVE_INFINITY),
                rule.path("most").asDouble(Double.POSITIVE_INFINITY));
    }

    private static boolean known(String field) {
        return GPU_FIELDS.contains(field)
                || Arrays.stream(Reading.values())
                        .anyMatch(reading -> reading.field().equals(field))
                || Arrays.stream(Counter.values())
                        .anyMatch(counter -> counter.field().equals(field));
    }

    private static Map<String, Pattern> where(String name, String field, JsonNode where) {
        Map<String, Pattern> patterns = new HashMap<>();
        where.properties().forEach(label -> {
            try {
                patterns.put(label.getKey(), Pattern.compile(label.getValue().asText()));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "Mapping " + name + ": the rule for '" + field + "' has a bad pattern: " + e.getMessage(), e);
            }
        });
        return patterns;
    }

    private static Aggregation aggregation(String name, String field, String text) {
        try {
            return Aggregation.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Mapping " + name + ": the rule for '" + field + "' has aggregate '" + text
                            + "': use max, min, sum or mean",
                    e);
        }
    }
}
