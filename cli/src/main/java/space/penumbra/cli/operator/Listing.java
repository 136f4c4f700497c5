package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What one path of the REST API answers, narrowed by parameters. */
abstract class Listing extends Look {

    @Override
    final JsonNode ask() {
        return get(path(), parameters());
    }

    abstract String path();

    /** Those that are null are left out. */
    Map<String, Object> parameters() {
        return Map.of();
    }
}
