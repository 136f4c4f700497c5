package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import space.penumbra.cli.terminal.Table;

/** The command ledger, the hold, and decisions on single commands. */
final class CtlLedger {

    private CtlLedger() {}

    /** {@code ctl commands}. */
    @Command(
            name = "commands",
            description = "Show the command ledger, newest first, with the reason of each.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl commands --state AWAITING_APPROVAL"})
    static final class Commands extends Listing {
        @Option(
                names = "--state",
                paramLabel = "STATE[,...]",
                description = "Only in these states, such as ISSUED,HELD.")
        private String state;

        @Option(names = "--workload", paramLabel = "ID", description = "Only of this workload.")
        private String workload;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "30",
                description = "Show at most this many (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        String path() {
            return "/commands";
        }

        @Override
        Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("state", state);
            parameters.put("workload", workload);
            parameters.put("size", limit);
            return parameters;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("COMMAND", "STATE", "RULE", "ACTION", "WORKLOAD", "FROM", "TO", "DEADLINE", "WHY");
            for (JsonNode entry : answer.path("items")) {
                JsonNode proposal = entry.path("proposal");
                table.row(
                        Cells.text(proposal, "commandId"),
                        Cells.text(entry, "state"),
                        Cells.text(entry, "rule"),
                        Cells.text(proposal, "action"),
                        Cells.text(proposal, "workloadId"),
                        Cells.text(proposal, "sourceNodeId"),
                        Cells.text(proposal, "targetNodeId"),
                        Cells.time(proposal, "deadline"),
                        Cells.text(proposal, "explanation"));
            }
            table.print(out);
        }
    }

    /** {@code ctl hold}. */
    @Command(
            name = "hold",
            description = "Stop the issue of all commands, until release. What is under way goes on.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl hold --reason 'collision avoidance at 14:00'"})
    static final class Hold extends Act {
        @Override
        String path() {
            return "/hold";
        }

        @Override
        String done() {
            return "holding: no command is issued";
        }
    }

    /** {@code ctl release}. */
    @Command(
            name = "release",
            description = "End the hold; what is still in time is issued.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl release --reason 'manoeuvre is over'"})
    static final class Release extends Act {
        @Override
        String path() {
            return "/release";
        }

        @Override
        String done() {
            return "released";
        }
    }

    /** A decision on one command. */
    abstract static class Decide extends Act {
        @Parameters(paramLabel = "COMMAND", description = "The command's id.")
        private String id;

        abstract String verb();

        abstract String past();

        @Override
        final String path() {
            return "/commands/" + ControlOptions.encoded(id) + "/" + verb();
        }

        @Override
        final String done() {
            return past() + " " + id;
        }
    }

    /** {@code ctl approve}. */
    @Command(
            name = "approve",
            description = "Approve a command that waits for it.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ctl approve 5f1c0a3e-7c11-3c2d-9f10-2b7d1f3a9e55 --reason 'agreed with the tenant'"
            })
    static final class Approve extends Decide {
        @Override
        String verb() {
            return "approve";
        }

        @Override
        String past() {
            return "approved";
        }
    }

    /** {@code ctl reject}. */
    @Command(
            name = "reject",
            description = "Refuse a command that waits for approval.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ctl reject 5f1c0a3e-7c11-3c2d-9f10-2b7d1f3a9e55 --reason 'run must not be moved'"
            })
    static final class Reject extends Decide {
        @Override
        String verb() {
            return "reject";
        }

        @Override
        String past() {
            return "rejected";
        }
    }

    /** {@code ctl cancel}. */
    @Command(
            name = "cancel",
            description = "Withdraw a command, as far as that is still possible.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ctl cancel 5f1c0a3e-7c11-3c2d-9f10-2b7d1f3a9e55 --reason 'no longer needed'"
            })
    static final class Cancel extends Decide {
        @Override
        String verb() {
            return "cancel";
        }

        @Override
        String past() {
            return "cancelled";
        }
    }
}
