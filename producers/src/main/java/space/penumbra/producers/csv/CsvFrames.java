package space.penumbra.producers.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** Reads the frames of a recording without publishing them. */
public final class CsvFrames {

    private CsvFrames() {}

    /**
     * Hands over every frame in the order of the file; rows that do not number themselves are numbered per node.
     *
     * @param file the recording, gzipped if it ends in {@code .gz}
     * @param frames takes a frame, which is only good during the call
     * @param malformed takes a sentence about each row that cannot be read
     * @throws IllegalArgumentException if the file cannot be read or its header says nothing
     */
    public static void read(Path file, Consumer<TelemetryFrame> frames, Consumer<String> malformed) {
        String node = new ReplaySettings("", file, null, null, ReplayTime.KEEP).nodeId();
        try (InputStream raw = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            String header = reader.readLine();
            if (header == null) {
                throw new IllegalArgumentException(file + " is empty: a header and rows are needed");
            }
            FrameColumns columns = new FrameColumns(CsvLine.cells(header.replace("\uFEFF", "")));
            Map<String, Long> sequences = new HashMap<>();
            TelemetryFrame frame = new TelemetryFrame();
            long number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                frame.clear();
                try {
                    columns.fill(CsvLine.cells(line), node, frame);
                } catch (IllegalArgumentException e) {
                    malformed.accept(file + " line " + number + ": " + e.getMessage());
                    continue;
                }
                if (!columns.sequenced()) {
                    frame.sequence(sequences.merge(frame.nodeId(), 1L, Long::sum) - 1);
                }
                frames.accept(frame);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
