package space.penumbra.cli.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;

class DetectCommandTest {

    @TempDir
    private Path folder;

    @Test
    void writesOneRowForEachRowOfEveryFileBelowTheFolder() throws IOException {
        write("a/one.csv", "timestamp,value\n2026-01-01 00:00:00,1\n2026-01-01 00:05:00,2\n");
        zip("b/two.csv.gz", "m0,m1,label\n1,2,0\n1,,0\nx,3,1\n");

        Run run = detect();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("2 of 2 files, 5 rows; ", "bytes of state");
        assertThat(Files.readAllLines(folder.resolve("out/a/one.csv")))
                .hasSize(3)
                .startsWith("timestamp,score,alert")
                .anyMatch(line -> line.startsWith("2026-01-01 00:05:00,"));
        assertThat(Files.readAllLines(folder.resolve("out/b/two.csv"))).hasSize(4);
    }

    @Test
    void neverReadsTheLabels() throws IOException {
        write("with.csv", series("label,value", row -> row % 7 == 0 ? "1," : "0,"));
        write("without.csv", series("value", row -> ""));

        detect();

        assertThat(Files.readString(folder.resolve("out/with.csv")))
                .isEqualTo(Files.readString(folder.resolve("out/without.csv")));
    }

    @Test
    void alertsOnTheSpikeAndStaysQuietElsewhere() throws IOException {
        StringBuilder csv = new StringBuilder("value\n");
        Random noise = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            csv.append(i == 1_500 ? 25 : noise.nextGaussian()).append('\n');
        }
        write("spike.csv", csv.toString());

        detect();

        List<String> lines = Files.readAllLines(folder.resolve("out/spike.csv"));
        double atSpike = alert(lines.get(1 + 1_500));
        double elsewhere = lines.stream()
                .skip(500)
                .filter(line -> !line.startsWith("1500,"))
                .mapToDouble(DetectCommandTest::alert)
                .max()
                .orElseThrow();
        assertThat(atSpike).isGreaterThan(elsewhere);
    }

    @Test
    void doesTheOtherFilesWhenOneIsUnusable() throws IOException {
        write("good.csv", "value\n1\n2\n");
        write("only-labels.csv", "ts,label\n1,0\n");
        write("empty.csv", "");

        Run run = detect();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("only-labels.csv: no column of values", "empty.csv: the file is empty");
        assertThat(folder.resolve("out/good.csv")).exists();
        assertThat(folder.resolve("out/empty.csv")).doesNotExist();
    }

    @Test
    void changesNothingOfTheEarlierRowsWhenRowsAreAdded() throws IOException {
        Random noise = new Random(3);
        StringBuilder csv = new StringBuilder("timestamp,a,b\n");
        String first = "";
        for (int i = 0; i < 1_500; i++) {
            first = i == 1_000 ? csv.toString() : first;
            String time = java.time.LocalDateTime.of(2026, 1, 1, 0, 0)
                    .plusMinutes(5L * i)
                    .toString()
                    .replace('T', ' ');
            csv.append(time).append(":00,").append(noise.nextGaussian() * (i < 1_000 ? 1 : 50));
            csv.append(',')
                    .append(i % 17 == 0 ? "" : String.valueOf(noise.nextInt(9)))
                    .append('\n');
        }
        write("long.csv", csv.toString());
        write("short.csv", first);

        detect();

        List<String> complete = Files.readAllLines(folder.resolve("out/long.csv"));
        assertThat(Files.readAllLines(folder.resolve("out/short.csv")))
                .hasSize(1_001)
                .isEqualTo(complete.subList(0, 1_001));
    }

    @Test
    void namesTheRowThatHasTooFewOrTooManyCells() throws IOException {
        write("short.csv", "ts,a,b\n1,2,3\n2,3\n");
        write("long.csv", "a,b\n1,2\n1,2,3\n");

        Run run = detect();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("short.csv: row 2 has 2 cells, the header 3")
                .contains("long.csv: row 2 has 3 cells, the header 2");
    }

    @Test
    void asksForAHeaderWhereTheFirstLineHoldsNumbers() throws IOException {
        write("bare.csv", "1,2\n3,4\n");

        assertThat(detect().err()).contains("bare.csv: the first line holds numbers (1,2): put a header line");
    }

    @Test
    void saysWhatIsWrongWithTheArguments() {
        Path missing = folder.resolve("missing");

        assertThat(Run.of("detect", "--in", missing.toString(), "--out", folder.toString()))
                .satisfies(run -> assertThat(run.code()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("missing is no folder"));
        assertThat(Run.of("detect", "--in", "x", "--out", "y", "--profile", "turbo"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("turbo"));
    }

    private Run detect() {
        return Run.of(
                "detect",
                "--in",
                folder.resolve("in").toString(),
                "--out",
                folder.resolve("out").toString());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void zip(String name, String text) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes());
        }
    }

    private static String series(String header, java.util.function.IntFunction<String> prefix) {
        StringBuilder csv = new StringBuilder(header).append('\n');
        Random noise = new Random(2);
        for (int i = 0; i < 100; i++) {
            csv.append(prefix.apply(i)).append(noise.nextInt(100)).append('\n');
        }
        return csv.toString();
    }

    private static double alert(String line) {
        return line.startsWith("timestamp") ? 0 : Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
    }
}
