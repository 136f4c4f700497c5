package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A question to fleet control and how its answer is shown; it changes nothing. */
abstract class Look implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control;

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode answer = ask();
        if (!control.wroteJson(answer, out)) {
            show(answer, out);
            int shown = answer.path("items").size();
            int total = answer.path("total").asInt(shown);
            if (total > shown) {
                out.println(shown + " of " + total + " shown: --limit shows more");
            }
            out.flush();
        }
        return 0;
    }

    final JsonNode get(String path) {
        return get(path, Map.of());
    }

    /** Parameters that are null are left out. */
    final JsonNode get(String path, Map<String, Object> parameters) {
        return control.rest().get(ControlOptions.query(path, parameters));
    }

    final JsonNode post(String path, Object body) {
        return control.rest().post(path, body);
    }

    abstract JsonNode ask();

    abstract void show(JsonNode answer, PrintWriter out);
}
