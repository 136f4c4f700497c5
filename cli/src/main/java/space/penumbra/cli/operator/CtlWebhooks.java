package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.Table;

/** {@code ctl webhooks}: messages that no attempt delivered. */
@Command(
        name = "webhooks",
        description = "Show the webhook messages that could not be delivered, and send them again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CtlWebhooks.Undelivered.class, CtlWebhooks.SendAgain.class},
        footer = {"", "Example: penumbra ctl webhooks undelivered"})
final class CtlWebhooks implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: undelivered or send-again");
    }

    /** {@code ctl webhooks undelivered}. */
    @Command(
            name = "undelivered",
            description = "Messages that wait to be sent again, oldest first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl webhooks undelivered --json -"})
    static final class Undelivered implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ControlOptions control;

        @Override
        public Integer call() {
            JsonNode answer = control.rest().get("/webhooks/undelivered");
            PrintWriter out = spec.commandLine().getOut();
            if (!control.wroteJson(answer, out)) {
                Table table = new Table("MESSAGE", "ENDPOINT", "ATTEMPTS", "TIME", "LAST ERROR");
                for (JsonNode letter : answer.path("items")) {
                    table.row(
                            letter.path("messageId").asText(),
                            letter.path("endpoint").asText(),
                            letter.path("attempts").asInt(),
                            letter.path("time").asText(),
                            letter.path("lastError").asText());
                }
                table.print(out);
            }
            return 0;
        }
    }

    /** {@code ctl webhooks send-again}. */
    @Command(
            name = "send-again",
            description = "Try a message once more, under its old id.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl webhooks send-again msg_5f1c0a3e7c113c2d --endpoint on-call"})
    static final class SendAgain extends CtlAct.Act {
        @Parameters(paramLabel = "ID", description = "The message's id.")
        private String id;

        @Option(
                names = "--endpoint",
                required = true,
                paramLabel = "NAME",
                description = "The endpoint that did not take it.")
        private String endpoint;

        @Override
        String path() {
            return "/webhooks/undelivered/" + ControlOptions.encoded(id) + "/send-again";
        }

        @Override
        String done() {
            return "asked for " + id + " to be sent to " + endpoint + " again";
        }

        @Override
        void add(Map<String, Object> body) {
            body.put("endpoint", endpoint);
        }
    }
}
