package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.control.Samples.at;
import static space.penumbra.control.Samples.move;
import static space.penumbra.control.Samples.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;

class ValueApiTest {

    private final ServerRig rig = new ServerRig("");

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aNonActionIsExplained() {
        rig.view.put(workload("w1", "a", 1, 4));
        rig.view.put(new WorkloadChoice(
                "w1",
                "a",
                ActionKind.RIDE,
                "",
                "a/PENUMBRA",
                at(600),
                at(2000),
                0.1,
                List.of(),
                "w1 rides it out.",
                List.of("would not ride if the battery had 3.1 kWh less when it begins"),
                7,
                at(0)));
        JsonNode why = rig.json("/api/workloads/w1/explanation");
        assertThat(why.path("said").asText()).isEqualTo("w1 rides it out.");
        assertThat(why.path("choice").path("turningPoints").path(0).asText()).contains("3.1 kWh less");
        assertThat(why.path("workload").path("nodeId").asText()).isEqualTo("a");

        rig.view.put(workload("w2", "b", 1, 4));
        assertThat(rig.json("/api/workloads/w2/explanation").path("said").asText())
                .contains("No hazard threatens");
        assertThat(rig.get("/api/workloads/w3/explanation").statusCode()).isEqualTo(404);
    }

    @Test
    void worthIsSummedByTheDayAndShownWithItsCommand() {
        Proposal move = move("w1", "a", "b", 1, 1);
        rig.view.put(new CommandEntry(move, CommandState.COMPLETED, "", List.of(), 60, 1, at(1)));
        assertThat(rig.json("/api/commands/" + move.commandId()).has("value")).isFalse();
        Instant day = Instant.parse("2026-06-21T23:59:00Z");
        rig.view.put(value(move.commandId(), day, false, 3.5));
        rig.view.put(value(move.commandId(), day, false, 3.5)); // repeated: counts once
        rig.view.put(value("other", day, true, -0.5));
        rig.view.put(value("late", day.plusSeconds(120), false, 1));

        JsonNode sums = rig.json("/api/value");
        assertThat(sums.path("savedGpuHours").asDouble()).isEqualTo(4);
        assertThat(sums.path("days").findValuesAsText("day")).containsExactly("2026-06-22", "2026-06-21");
        JsonNode first = sums.path("days").path(1);
        assertThat(first.path("actions").asInt()).isEqualTo(2);
        assertThat(first.path("needlessMoves").asInt()).isEqualTo(1);
        assertThat(first.path("savedGpuHours").asDouble()).isEqualTo(3);
        assertThat(rig.json("/api/commands/" + move.commandId())
                        .path("value")
                        .path("savedGpuHours")
                        .asDouble())
                .isEqualTo(3.5);
        assertThat(rig.json("/api/value?days=1").path("days")).hasSize(1);
    }

    private static ActionValue value(String id, Instant until, boolean needless, double saved) {
        return new ActionValue(
                id,
                "w1",
                "t",
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                "a",
                "a/PENUMBRA",
                until.minusSeconds(60),
                until,
                0.2,
                0.5,
                0.3,
                0,
                0,
                0.5,
                3.5,
                true,
                needless,
                saved,
                "",
                until);
    }
}
