package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A request to fleet control in somebody's name. */
abstract class Act implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control;

    @Mixin
    private OperatorOptions operator;

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> body = new LinkedHashMap<>(operator.body());
        add(body);
        JsonNode answer = control.rest().post(path(), body);
        if (!control.wroteJson(answer, out)) {
            out.println(done() + " (recorded for " + operator.name() + ")");
            out.flush();
        }
        return 0;
    }

    final ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    abstract String path();

    abstract String done();

    /** Adds what this action needs beyond operator and reason. */
    void add(Map<String, Object> body) {
        // Most actions need nothing more.
    }
}
