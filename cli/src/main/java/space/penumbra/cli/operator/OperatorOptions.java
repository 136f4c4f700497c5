package space.penumbra.cli.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Who acts and why. */
final class OperatorOptions {
    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "${env:USER:-operator}",
            description = "Who does it, for the audit trail (default: the user's name).")
    private String name;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, in your own words.")
    private String reason;

    String name() {
        return name;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("operator", name);
        body.put("reason", reason);
        return body;
    }
}
