package space.penumbra.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import space.penumbra.control.show.Json;
import space.penumbra.domain.migration.GateLimits;

/** The limits of the gate as people write them: JSON with the names of {@link GateLimits}, and only what shall differ. Stateless. */
public final class GateFile {

    private GateFile() {}

    /**
     * The standard limits with what this text changes.
     *
     * @throws IllegalArgumentException one sentence naming what does not fit
     */
    public static GateLimits read(String text) {
        JsonNode limits = Json.tree(Json.write(GateLimits.STANDARD));
        merge((ObjectNode) limits, Json.tree(text), "");
        return Json.as(limits, GateLimits.class);
    }

    private static void merge(ObjectNode known, JsonNode wanted, String path) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            JsonNode before = known.get(field.getKey());
            String name = path + field.getKey();
            if (before == null) {
                throw new IllegalArgumentException("'" + name + "' is no limit of the gate");
            }
            boolean fits = before.isNumber() && field.getValue().isNumber()
                    || before.getNodeType() == field.getValue().getNodeType();
            if (!fits) {
                throw new IllegalArgumentException(
                        "'" + name + "' is " + field.getValue() + ", must be like " + before);
            }
            if (before instanceof ObjectNode inner) {
                merge(inner, field.getValue(), name + ".");
            } else {
                known.set(field.getKey(), field.getValue());
            }
        }
    }
}
