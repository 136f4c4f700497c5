package space.penumbra.cli.detect;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.domain.anomaly.StreamDetector;

/** One recorded file through the detector, row by row: the file is never held in memory. */
final class Recording {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private static final Set<String> TIMES = Set.of("ts", "timestamp");
    private static final Set<String> NEVER_READ = Set.of("label", "is_anomaly");

    private Recording() {}

    /**
     * Writes the findings of a recording; they appear under their name only when they are complete.
     *
     * @return number of rows
     */
    static long detect(Path recording, Path findings) throws IOException {
        Files.createDirectories(findings.toAbsolutePath().getParent());
        Path partial = findings.resolveSibling(findings.getFileName() + ".partial");
        long rows;
        try (BufferedReader in = open(recording);
                MappingIterator<String[]> lines = CSV.readerFor(String[].class).readValues(in);
                BufferedWriter out = Files.newBufferedWriter(partial)) {
            rows = detect(lines, out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        Files.move(partial, findings, StandardCopyOption.REPLACE_EXISTING);
        return rows;
    }

    private static long detect(MappingIterator<String[]> lines, BufferedWriter out) throws IOException {
        if (!lines.hasNextValue()) {
            throw new UserError("the file is empty: it needs a header line");
        }
        String[] header = lines.nextValue();
        int time = -1;
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < header.length; i++) {
            String name = header[i].toLowerCase(Locale.ROOT);
            if (TIMES.contains(name)) {
                time = i;
            } else if (!NEVER_READ.contains(name)) {
                columns.add(i);
            }
        }
        if (columns.isEmpty()) {
            throw new UserError("no column of values in the header " + String.join(",", header));
        }
        StreamDetector detector = new StreamDetector(columns.size());
        double[] values = new double[columns.size()];
        out.write("timestamp,score,alert\n");
        long row = 0;
        for (; lines.hasNextValue(); row++) {
            String[] cells = lines.nextValue();
            for (int i = 0; i < values.length; i++) {
                values[i] = number(cells, columns.get(i));
            }
            detector.take(values);
            out.write(time >= 0 && time < cells.length ? cells[time] : Long.toString(row));
            out.write(',');
            out.write(Float.toString((float) detector.score()));
            out.write(',');
            out.write(Float.toString((float) detector.alert()));
            out.write('\n');
        }
        return row;
    }

    private static double number(String[] cells, int column) {
        if (column >= cells.length) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(cells[column]);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
