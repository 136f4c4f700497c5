package space.penumbra.executors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.executors.Step;

/** The protocol's two documents: a command, and how far it has come. Stateless. */
final class CommandJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_CHARACTERS = 500;

    private CommandJson() {}

    static String write(Command command) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("commandId", command.commandId());
        json.put("workloadId", command.workloadId());
        json.put("action", command.action().name());
        json.put("reason", command.reason().word());
        json.put("sourceNodeId", command.sourceNodeId());
        json.put("targetNodeId", command.targetNodeId());
        json.put("placementGeneration", command.placementGeneration());
        json.put("epoch", command.epoch());
        json.put("hazardId", command.hazardId());
        json.put("notBefore", command.notBefore().toString());
        json.put("notAfter", command.notAfter().toString());
        json.put("deadline", command.deadline().toString());
        json.put("time", command.time().toString());
        return json.toString();
    }

    /**
     * How far a scheduler says that a command has come.
     *
     * @throws IllegalArgumentException one sentence naming what does not fit
     */
    static Step read(Command command, String text) {
        JsonNode json = tree(text);
        String name = json.path("stage").asText("");
        CommandStage stage = stage(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the scheduler's stage '" + name + "' is none of " + Arrays.toString(CommandStage.values())));
        String detail = json.path("detail").asText("");
        boolean moved = command.action() == ActionKind.MIGRATE && stage == CommandStage.VERIFIED;
        String usual = moved ? command.targetNodeId() : command.sourceNodeId();
        return new Step(stage, json.path("nodeId").asText(usual), cut(detail), moved);
    }

    /** The reason in an answer that says no; the beginning of its text if it has none. */
    static String detail(String text) {
        try {
            return cut(tree(text).path("detail").asText(""));
        } catch (IllegalArgumentException e) {
            return cut(text.strip());
        }
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json == null || !json.isObject()) {
                throw new IllegalArgumentException("the scheduler's answer is no JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the scheduler's answer is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Optional<CommandStage> stage(String name) {
        return Arrays.stream(CommandStage.values())
                .filter(stage -> stage.name().equals(name))
                .findFirst();
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
