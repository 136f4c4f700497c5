package space.penumbra.producers.prometheus;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Targets that stand in a file, one {@code NAME=URL} a line, lines that begin with {@code #} left out, and are read again when the file has changed. A
 * change that cannot be used is told once and changes nothing: a slip of an editor must not take a fleet off the air. Used by one thread.
 */
final class TargetsFile {

    private static final Logger LOG = LoggerFactory.getLogger(TargetsFile.class);

    private final Path file;
    private byte[] content = {};
    private Map<String, List<URI>> targets = Map.of();
    private boolean unreadable;

    /**
     * Reads the file for the first time.
     *
     * @throws IllegalArgumentException if it cannot be read, or naming every line that is no target
     */
    TargetsFile(Path file) {
        this.file = file;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("Targets file " + file + " cannot be read: " + e.getMessage(), e);
        }
        targets = parse(content);
    }

    /** The targets as the file has them now. */
    Map<String, List<URI>> now() {
        try {
            byte[] found = Files.readAllBytes(file);
            if (unreadable || !Arrays.equals(found, content)) {
                unreadable = false;
                content = found;
                targets = parse(found);
                LOG.info("{} now has {} targets", file, targets.size());
            }
        } catch (IOException e) {
            if (!unreadable) {
                LOG.warn("Targets file {} cannot be read, its targets stay as they were: {}", file, e.toString());
            }
            unreadable = true;
        } catch (IllegalArgumentException e) {
            LOG.warn("{}; its targets stay as they were", e.getMessage());
        }
        return targets;
    }

    private Map<String, List<URI>> parse(byte[] bytes) {
        Map<String, List<URI>> read = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\\R")) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            try {
                PrometheusSettings.targets(List.of(line.strip()))
                        .forEach((name, pages) -> read.computeIfAbsent(name, node -> new ArrayList<>())
                                .addAll(pages));
            } catch (IllegalArgumentException e) {
                mistakes.add("line " + number + ": " + e.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("Targets file " + file + ": " + String.join("; ", mistakes));
        }
        return read;
    }
}
