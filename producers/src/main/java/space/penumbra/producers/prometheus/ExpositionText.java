package space.penumbra.producers.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the Prometheus text format 0.0.4 and OpenMetrics 1.0: samples with labels, escapes, NaN and infinities. Time stamps and exemplars are read
 * over: a frame bears the time of its scrape. A line that is malformed is reported and skipped. Not thread-safe.
 */
final class ExpositionText {

    private final String line;
    private int at;

    private ExpositionText(String line) {
        this.line = line;
    }

    static MetricPage read(String page) {
        Map<String, List<MetricSample>> samples = new LinkedHashMap<>();
        List<String> malformed = new ArrayList<>();
        int number = 0;
        for (String text : page.split("\n", -1)) {
            number++;
            String stripped = text.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            try {
                MetricSample sample = new ExpositionText(stripped).sample();
                samples.computeIfAbsent(sample.name(), name -> new ArrayList<>())
                        .add(sample);
            } catch (MalformedLineException e) {
                malformed.add("line " + number + ": " + e.getMessage());
            }
        }
        return new MetricPage(samples, malformed);
    }

    /** A line that is no sample. */
    private static final class MalformedLineException extends RuntimeException {
        MalformedLineException(String message) {
            super(message);
        }
    }

    private MetricSample sample() {
        String name = name();
        if (name.isEmpty()) {
            throw new MalformedLineException("no metric name in '" + shortened() + "'");
        }
        blanks();
        Map<String, String> labels = peek() == '{' ? labels() : Map.of();
        blanks();
        int from = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return new MetricSample(name, labels, number(line.substring(from, at)));
    }

    private String name() {
        int from = at;
        while (at < line.length() && isNamePart(line.charAt(at))) {
            at++;
        }
        return line.substring(from, at);
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':';
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        at++;
        blanks();
        while (peek() != '}') {
            String label = name();
            blanks();
            expect('=');
            blanks();
            expect('"');
            labels.put(label, quoted());
            blanks();
            if (peek() == ',') {
                at++;
                blanks();
            } else if (peek() != '}') {
                throw new MalformedLineException("labels break off in '" + shortened() + "'");
            }
        }
        at++;
        return labels;
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            } else if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        throw new MalformedLineException("a label's quotes are not closed in '" + shortened() + "'");
    }

    private double number(String text) {
        switch (text) {
            case "NaN":
                return Double.NaN;
            case "+Inf":
            case "Inf":
                return Double.POSITIVE_INFINITY;
            case "-Inf":
                return Double.NEGATIVE_INFINITY;
            default:
                try {
                    return Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new MalformedLineException("'" + text + "' is no value in '" + shortened() + "'");
                }
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new MalformedLineException(
                    "expected " + wanted + " at column " + (at + 1) + " of '" + shortened() + "'");
        }
        at++;
    }

    private char peek() {
        return at < line.length() ? line.charAt(at) : '\0';
    }

    private void blanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    private String shortened() {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
