package space.penumbra.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fault.FaultSeverity;

class BacktestCommandTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    @TempDir
    private Path folder;

    private Path rule(String content) throws IOException {
        return Files.writeString(folder.resolve("rule.json"), content);
    }

    private Path rule(double watch) throws IOException {
        return rule(
                "{\"ruleId\":\"cold-plate-temperature\",\"profile\":\"orbital\",\"field\":\"coldPlateTemperatureCelsius\","
                        + "\"unit\":\"Cel\",\"watch\":" + watch + ",\"hysteresis\":2,\"persistence\":3,\"version\":2}");
    }

    /** Four hours, three frames a minute; the plate is at 66 from the first hour to the second, with a fault that shows after 62 minutes. */
    private Path frames() throws IOException {
        StringBuilder rows = new StringBuilder("time,nodeId,altitudeKilometres,coldPlateTemperatureCelsius\n");
        for (int frame = 0; frame <= 720; frame++) {
            boolean hot = frame >= 180 && frame < 360;
            rows.append(NOON.plusSeconds(20L * frame))
                    .append(",n1,550,")
                    .append(hot ? 66 : 50)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("frames.csv"), rows + "broken\n");
    }

    private Path labels() {
        Path file = folder.resolve("labels.csv");
        LabelFile.write(
                file,
                List.of(new FaultLabel(
                        "l1",
                        "n1",
                        FaultKind.COOLING_LOOP,
                        FaultSeverity.MODERATE,
                        "",
                        0.4,
                        NOON.plusSeconds(3500),
                        NOON.plusSeconds(7200),
                        NOON.plusSeconds(3720))));
        return file;
    }

    @Test
    void setsARuleBesideTheDefaultOfItsId() throws IOException {
        Path json = folder.resolve("report.json");
        Run run = Run.of(
                "rules",
                "backtest",
                "--rule",
                rule(60).toString(),
                "--frames",
                frames().toString(),
                "--labels",
                labels().toString(),
                "--json",
                json.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 723").contains("1 rows left out");
        assertThat(run.out()).contains("721 frames of 1 nodes", "1 faults", "TESTED (2)  IN FORCE (1)");
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        // Raised by the third frame at 66, 40 s after the hour: 80 s before the first frame that shows the fault.
        assertThat(report.path("tested").path("medianLeadSeconds").asDouble()).isEqualTo(80);
        assertThat(report.path("tested").path("precision").asDouble()).isEqualTo(1);
        assertThat(report.path("inForce").path("recall").asDouble()).isZero();
        assertThat(report.path("inForce").path("alarms").asInt()).isZero();
    }

    @Test
    void readsBackTheLabelsThatItWrites() {
        assertThat(LabelFile.read(labels())).singleElement().satisfies(label -> {
            assertThat(label.kind()).isEqualTo(FaultKind.COOLING_LOOP);
            assertThat(label.firstObservable()).isEqualTo(NOON.plusSeconds(3720));
        });
    }

    @Test
    void tellsEveryMistakeWithWhatToDo() throws IOException {
        Path wrong = rule(
                "{\"ruleId\":\"x\",\"profile\":\"orbital\",\"field\":\"mood\",\"watch\":\"NaN\",\"persistence\":0}");
        Run run = Run.of("rules", "backtest", "--rule", wrong.toString(), "--frames", frames().toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("mood", "watch \"NaN\" is no number", "persistence 0 must be 1 to 255");

        assertThat(Run.of("rules", "backtest", "--rule", rule(60).toString()).err())
                .contains("give either --frames FILE or --bootstrap HOST:PORT");
        Path labels = folder.resolve("bad.csv");
        Files.writeString(
                labels,
                "labelId,nodeId,kind,severity,subject,magnitude,start,end,firstObservable\n"
                        + "a,n,RUST,SEVERE,,1,noon,2026-06-21T12:00:00Z,\n");
        Run bad = Run.of(
                "rules",
                "backtest",
                "--rule",
                rule(60).toString(),
                "--frames",
                frames().toString(),
                "--labels",
                labels.toString());
        assertThat(bad.err()).contains("'RUST' is none of [COOLING_LOOP", "start 'noon' is no instant");
    }
}
