package space.penumbra.cli.rules;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fault.FaultSeverity;

/** Labels of faults as a CSV file: what was wrong with which node from when to when, and since when it shows. */
final class LabelFile {

    private static final List<String> COLUMNS =
            List.of("labelId", "nodeId", "kind", "severity", "subject", "magnitude", "start", "end", "firstObservable");
    private static final int MOST_MISTAKES = 10;

    private LabelFile() {}

    static void write(Path file, Collection<FaultLabel> labels) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", COLUMNS) + "\n");
            for (FaultLabel label : labels) {
                out.write(String.join(
                                ",",
                                label.labelId(),
                                label.nodeId(),
                                label.kind().name(),
                                label.severity().name(),
                                label.subject(),
                                Double.toString(label.magnitude()),
                                label.start().toString(),
                                label.end().toString(),
                                label.firstObservable() == null
                                        ? ""
                                        : label.firstObservable().toString())
                        + "\n");
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot write " + file + " (" + e.getMessage() + "): choose a file that can be written", e);
        }
    }

    /** Every label; all mistakes are told at once. */
    static List<FaultLabel> read(Path file) {
        List<FaultLabel> labels = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            if (header == null || !List.of(header.strip().split(",", -1)).equals(COLUMNS)) {
                throw new UserError(
                        file + " begins with '" + header + "': labels need the header " + String.join(",", COLUMNS));
            }
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(line.split(",", -1), file + " line " + number, labels, mistakes);
                }
            }
        } catch (IOException e) {
            throw new UserError("cannot read labels from " + file + ": " + e.getMessage(), e);
        }
        if (!mistakes.isEmpty()) {
            throw new UserError(String.join(
                            System.lineSeparator(),
                            mistakes.stream().limit(MOST_MISTAKES).toList())
                    + (mistakes.size() > MOST_MISTAKES
                            ? " ... and " + (mistakes.size() - MOST_MISTAKES) + " more"
                            : ""));
        }
        return labels;
    }

    private static void read(String[] cells, String where, List<FaultLabel> labels, List<String> mistakes) {
        if (cells.length != COLUMNS.size()) {
            mistakes.add(where + " has " + cells.length + " cells where the header has " + COLUMNS.size());
            return;
        }
        int before = mistakes.size();
        FaultKind kind = constant(FaultKind.class, cells[2], where, mistakes);
        FaultSeverity severity = constant(FaultSeverity.class, cells[3], where, mistakes);
        double magnitude = Double.NaN;
        try {
            magnitude = Double.parseDouble(cells[5]);
        } catch (NumberFormatException e) {
            mistakes.add(where + ": magnitude '" + cells[5] + "' is no number");
        }
        Instant start = instant("start", cells[6], where, mistakes);
        Instant end = instant("end", cells[7], where, mistakes);
        Instant shown = cells[8].isEmpty() ? null : instant("firstObservable", cells[8], where, mistakes);
        if (mistakes.size() == before) {
            labels.add(new FaultLabel(cells[0], cells[1], kind, severity, cells[4], magnitude, start, end, shown));
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String where, List<String> mistakes) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    mistakes.add(where + ": '" + name + "' is none of " + Arrays.toString(type.getEnumConstants()));
                    return null;
                });
    }

    private static Instant instant(String column, String text, String where, List<String> mistakes) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            mistakes.add(where + ": " + column + " '" + text + "' is no instant such as 2026-06-21T12:00:00Z");
            return null;
        }
    }
}
