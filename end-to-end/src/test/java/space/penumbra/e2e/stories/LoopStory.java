package space.penumbra.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.MigrationReason;

/** The loop closes: a hazard is foreseen, a workload is moved away from it in time, and the ledger says all of it. */
abstract class LoopStory {

    private final LiveFleet fleet;

    LoopStory(LiveFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void workloadIsMovedOutOfTheWayOfAHazardBeforeItComes() {
        Move move = LiveFleet.eventually("a completed move in time, and its workload on the target")
                .until(this::completedMove, Optional::isPresent)
                .orElseThrow();

        assertThat(states(move.command()))
                .containsSubsequence(
                        CommandState.PROPOSED,
                        CommandState.ISSUED,
                        CommandState.ACCEPTED,
                        CommandState.CHECKPOINTED,
                        CommandState.TRANSFERRED,
                        CommandState.RESTORED,
                        CommandState.COMPLETED);
        JsonNode proposal = move.command().path("proposal");
        assertThat(proposal.path("explanation").asText()).isNotBlank();
        assertThat(MigrationReason.valueOf(proposal.path("reason").asText()).word())
                .isNotBlank();
        assertThat(proposal.path("marginSeconds").isNumber()).isTrue();
        assertThat(proposal.path("sourceNodeId").asText())
                .isNotEqualTo(proposal.path("targetNodeId").asText());

        Instant deadline = Instant.parse(proposal.path("deadline").asText());
        Instant hazard = Instant.parse(proposal.path("hazardStart").asText());
        Instant completed = Instant.parse(move.command().path("time").asText());
        assertThat(completed).isBefore(deadline);
        assertThat(deadline).isBeforeOrEqualTo(hazard);
        assertThat(fleet.get("/commands/" + proposal.path("commandId").asText())
                        .path("state")
                        .asText())
                .isEqualTo("COMPLETED");
    }

    /**
     * A move ahead of its hazard that was completed with time to spare and whose workload has not gone anywhere else since. Rescues out of a
     * hazard that has begun are moves too, with another deadline.
     */
    private Optional<Move> completedMove() {
        List<JsonNode> workloads = fleet.items("/workloads?size=1000");
        return fleet.items("/commands?state=COMPLETED&size=1000").stream()
                .filter(command ->
                        command.path("proposal").path("action").asText().equals("MIGRATE"))
                .filter(command -> command.path("completedMarginSeconds").asDouble() > 0)
                .filter(command -> !time(command, "deadline").isAfter(time(command, "hazardStart")))
                .flatMap(command -> workloads.stream()
                        .filter(workload -> wentTo(command.path("proposal"), workload))
                        .map(workload -> new Move(command, workload)))
                .findFirst();
    }

    private static Instant time(JsonNode command, String field) {
        return Instant.parse(command.path("proposal").path(field).asText());
    }

    private static boolean wentTo(JsonNode proposal, JsonNode workload) {
        return workload.path("workloadId")
                        .asText()
                        .equals(proposal.path("workloadId").asText())
                && workload.path("nodeId")
                        .asText()
                        .equals(proposal.path("targetNodeId").asText())
                && workload.path("placementGeneration").asLong()
                        > proposal.path("placementGeneration").asLong();
    }

    private static Stream<CommandState> states(JsonNode command) {
        Stream.Builder<CommandState> states = Stream.builder();
        command.path("steps")
                .forEach(step ->
                        states.add(CommandState.valueOf(step.path("state").asText())));
        return states.build();
    }

    private record Move(JsonNode command, JsonNode workload) {}
}
