package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.Table;

/** {@code ctl webhooks}: who is told, and the messages that no attempt delivered. */
@Command(
        name = "webhooks",
        description = "Show who is told by webhook and which messages nobody took, and send these again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CtlWebhooks.Endpoints.class, CtlWebhooks.Undelivered.class, CtlWebhooks.SendAgain.class},
        footer = {"", "Example: penumbra ctl webhooks undelivered"})
final class CtlWebhooks implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: endpoints, undelivered or send-again");
    }

    /** {@code ctl webhooks endpoints}. */
    @Command(
            name = "endpoints",
            description = "Who is told of what, and whether messages get there.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl webhooks endpoints"})
    static final class Endpoints extends Listing {
        @Override
        String path() {
            return "/webhooks/endpoints";
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("ENDPOINT", "CIRCUIT", "IS TOLD", "FORMAT", "QUEUED", "HEARD OF", "LAST ERROR");
            for (JsonNode endpoint : answer.path("items")) {
                table.row(
                        Cells.text(endpoint, "endpoint"),
                        Cells.text(endpoint, "circuit"),
                        Cells.text(endpoint, "wants"),
                        Cells.text(endpoint, "format"),
                        Cells.text(endpoint, "queued"),
                        Cells.time(endpoint, "wallTime"),
                        Cells.text(endpoint, "lastError"));
            }
            table.print(out);
        }
    }

    /** {@code ctl webhooks undelivered}. */
    @Command(
            name = "undelivered",
            description = "Messages that wait to be sent again, oldest first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl webhooks undelivered --json -"})
    static final class Undelivered extends Listing {
        @Override
        String path() {
            return "/webhooks/undelivered";
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("MESSAGE", "ENDPOINT", "ATTEMPTS", "TIME", "LAST ERROR");
            for (JsonNode letter : answer.path("items")) {
                table.row(
                        Cells.text(letter, "messageId"),
                        Cells.text(letter, "endpoint"),
                        Cells.text(letter, "attempts"),
                        Cells.time(letter, "time"),
                        Cells.text(letter, "lastError"));
            }
            table.print(out);
        }
    }

    /** {@code ctl webhooks send-again}. */
    @Command(
            name = "send-again",
            description = "Try a message once more, under its old id.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl webhooks send-again msg_5f1c0a3e7c113c2d --endpoint on-call"})
    static final class SendAgain extends Act {
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
