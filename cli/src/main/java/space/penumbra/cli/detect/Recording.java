package space.penumbra.cli.detect;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
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

    /**
     * What was done with one recording.
     *
     * @param rows rows judged
     * @param values values judged
     * @param stateBytes bytes of state that the detector needed
     */
    record Done(long rows, long values, int stateBytes) {

        static final Done NOTHING = new Done(0, 0, 0);

        Done and(Done other) {
            return new Done(rows + other.rows, values + other.values, Math.max(stateBytes, other.stateBytes));
        }
    }

    private Recording() {}

    /**
     * Writes the findings of a recording; they appear under their name only when they are complete.
     *
     * @param bytesRead told how many bytes of the file have been read, now and then
     * @return what was done
     */
    static Done detect(Path recording, Path findings, LongConsumer bytesRead) throws IOException {
        Files.createDirectories(findings.toAbsolutePath().getParent());
        Path partial = findings.resolveSibling(findings.getFileName() + ".partial");
        Done done;
        try (BufferedReader in = open(recording, bytesRead);
                MappingIterator<String[]> lines = CSV.readerFor(String[].class).readValues(in);
                BufferedWriter out = Files.newBufferedWriter(partial)) {
            done = detect(lines, out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        Files.move(partial, findings, StandardCopyOption.REPLACE_EXISTING);
        return done;
    }

    private static Done detect(MappingIterator<String[]> lines, BufferedWriter out) throws IOException {
        if (!lines.hasNextValue()) {
            throw new UserError("the file is empty: it needs a header line");
        }
        Columns columns = Columns.of(lines.nextValue());
        StreamDetector detector = new StreamDetector(columns.values().size());
        double[] values = new double[columns.values().size()];
        out.write("timestamp,score,alert\n");
        long row = 0;
        for (; lines.hasNextValue(); row++) {
            String[] cells = lines.nextValue();
            columns.read(cells, row + 1, values);
            String time = columns.time() < 0 ? Long.toString(row) : cells[columns.time()];
            OptionalLong epochMillis = columns.time() < 0 ? OptionalLong.empty() : RowTime.epochMillis(time);
            if (epochMillis.isPresent()) {
                detector.takeAt(epochMillis.getAsLong(), values);
            } else {
                detector.take(values);
            }
            out.write(time);
            out.write(',');
            out.write(Float.toString((float) detector.score()));
            out.write(',');
            out.write(Float.toString((float) detector.alert()));
            out.write('\n');
        }
        return new Done(row, row * values.length, detector.bytes());
    }

    private static BufferedReader open(Path file, LongConsumer bytesRead) throws IOException {
        InputStream in = new Counted(Files.newInputStream(file), bytesRead);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Tells how far the file has been read, so that one large file moves the bar as well as many small ones. */
    private static final class Counted extends FilterInputStream {
        private final LongConsumer told;
        private long read;

        Counted(InputStream in, LongConsumer told) {
            super(in);
            this.told = told;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) {
                read += count;
                told.accept(read);
            }
            return count;
        }
    }
}
