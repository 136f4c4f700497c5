package space.penumbra.cli.hazards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;

class HazardsCommandTest {

    /** A circular orbit of 15 revolutions a day at 30 degrees: it has an eclipse in every revolution. */
    private static final String OMM_CSV = """
            OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR
            "NODE, ONE",2026-001A,2026-05-31T00:00:00,15.0,0.0001,30.0,10.0,0.0,0.0,100001,0.00001
            """;

    @TempDir
    private Path folder;

    private Path orbits;

    @BeforeEach
    void writeOrbits() throws IOException {
        orbits = Files.writeString(folder.resolve("orbits.csv"), OMM_CSV);
    }

    @Test
    void writesEachPassageWithItsUmbraInsideItsPenumbra() {
        Run run = Run.of(
                "hazards",
                "--orbits",
                orbits.toString(),
                "--from",
                "2026-05-31T00:00:00Z",
                "--hours",
                "3.2",
                "--kinds",
                "eclipse");
        assertThat(run.code()).isZero();
        List<String> rows = run.out().lines().toList();
        assertThat(rows.get(0)).isEqualTo("node,kind,start,end,detail");
        // 3.2 hours are two revolutions of 96 minutes: two passages, or three when they begin and end in the shadow.
        assertThat(rows.size() - 1).isBetween(4, 6);
        for (int i = 1; i < rows.size(); i += 2) {
            String[] penumbra = cells(rows.get(i), "penumbra");
            String[] umbra = cells(rows.get(i + 1), "umbra");
            assertThat(Instant.parse(penumbra[0])).isBefore(umbra[0]);
            assertThat(Instant.parse(penumbra[1])).isAfter(umbra[1]);
            // At this height the umbra takes at most 36 minutes of the 96.
            assertThat(Duration.between(Instant.parse(umbra[0]), Instant.parse(umbra[1])))
                    .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(38));
        }
    }

    @Test
    void writesTheFileThatIsAskedForAndOnlyTheKindsThatAreAskedFor() throws IOException {
        Path out = folder.resolve("windows.csv");
        Run run = Run.of(
                "hazards",
                "--orbits",
                orbits.toString(),
                "--from",
                "2026-05-31",
                "--hours",
                "2",
                "--kinds",
                "umbra",
                "--out",
                out.toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(Files.readAllLines(out)).hasSizeGreaterThan(1).noneMatch(row -> row.contains(",penumbra,"));
    }

    @Test
    void saysWhyASetWasLeftOutAndUsesTheOthers() throws IOException {
        Files.writeString(
                orbits,
                "BROKEN,2026-001B,2026-05-31T00:00:00,fast,0,30,0,0,0,100002,0\n",
                java.nio.file.StandardOpenOption.APPEND);
        Run run = Run.of("hazards", "--orbits", orbits.toString(), "--from", "2026-05-31", "--hours", "2");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("BROKEN").contains("left out");
        assertThat(run.out().lines()).hasSizeGreaterThan(1);
    }

    @Test
    void refusesWhatCannotBeMeant() throws IOException {
        assertRefused(2, "--hours must be above 0", "--from", "2026-05-31", "--hours", "0");
        assertRefused(2, "no ISO-8601 time", "--from", "yesterday", "--hours", "1");
        assertRefused(2, "'thermal' is no hazard", "--from", "2026-05-31", "--hours", "1", "--kinds", "thermal");
        Files.writeString(orbits, "nothing that flies");
        assertRefused(1, "no usable element set", "--from", "2026-05-31", "--hours", "1");
    }

    @Test
    void findsContactsProtonsAndLinksWhenAsked() throws IOException {
        Files.writeString(
                orbits,
                "POLAR,2026-001B,2026-05-31T00:00:00,14.7,0.0005,97.9,10,0,0,100002,0.00001\n",
                java.nio.file.StandardOpenOption.APPEND);
        Run run = Run.of(
                "hazards",
                "--orbits",
                orbits.toString(),
                "--from",
                "2026-05-31",
                "--hours",
                "12",
                "--kinds",
                "contact,solar-proton,link",
                "--link-to",
                "POLAR");
        assertThat(run.code()).as(run.err()).isZero();
        // Only the polar orbit comes above the cutoff; the two start together and part, so links open and close.
        assertThat(run.out().lines().filter(row -> row.contains(",solar-proton,")))
                .hasSizeGreaterThan(8)
                .allMatch(row -> row.startsWith("POLAR,"));
        assertThat(run.out().lines().filter(row -> row.contains(",ground-contact,")))
                .anyMatch(row -> row.startsWith("POLAR,"))
                .anyMatch(row -> row.startsWith("\"NODE, ONE\","));
        assertThat(run.out().lines().filter(row -> row.contains(",link,")))
                .isNotEmpty()
                .allMatch(row -> row.contains("to POLAR"));
    }

    @Test
    void takesTheSetNearestToTheSpanWhereASatelliteHasSeveral() throws IOException {
        String row = Files.readAllLines(orbits).get(1);
        Files.writeString(
                orbits,
                row + "\n" + row.replace("2026-05-31T", "2026-05-20T") + "\n",
                java.nio.file.StandardOpenOption.APPEND);
        Run all = Run.of("hazards", "--orbits", orbits.toString(), "--from", "2026-05-31", "--hours", "3");
        assertThat(all.err()).contains("2 of 3 element sets").contains("nearest to --from");
        writeOrbits();
        Run alone = Run.of("hazards", "--orbits", orbits.toString(), "--from", "2026-05-31", "--hours", "3");
        assertThat(all.out()).isEqualTo(alone.out());
    }

    @Test
    void asksForTheOtherEndOfALink() throws IOException {
        assertRefused(2, "needs --link-to", "--from", "2026-05-31", "--hours", "1", "--kinds", "link");
        assertRefused(
                1,
                "has no node GHOST",
                "--from",
                "2026-05-31",
                "--hours",
                "1",
                "--kinds",
                "link",
                "--link-to",
                "GHOST");
        assertRefused(2, "--kp must be from 0 to 9", "--from", "2026-05-31", "--hours", "1", "--kp", "10");
    }

    private void assertRefused(int code, String message, String... args) {
        List<String> all = new java.util.ArrayList<>(List.of("hazards", "--orbits", orbits.toString()));
        all.addAll(List.of(args));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err()).contains(message);
        assertThat(run.err().lines()).hasSize(1);
    }

    private static String[] cells(String row, String kind) {
        String head = "\"NODE, ONE\"," + kind + ",";
        assertThat(row).startsWith(head);
        return row.substring(head.length()).split(",");
    }
}
