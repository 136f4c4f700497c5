package space.penumbra.cli.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.InstantConverter;

/** {@code ctl maintenance}: work on nodes that forecasts and planner then reckon with. */
@Command(
        name = "maintenance",
        description = "Plan work on nodes, or call it off: it becomes a hazard window of each node that it concerns.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CtlMaintenance.Plan.class, CtlMaintenance.Cancel.class},
        footer = {
            "",
            "Example: penumbra ctl maintenance plan plane:dd650/3 --start 2026-06-21T12:00:00Z --minutes 60 --reason 'new"
                    + " firmware'"
        })
final class CtlMaintenance implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: plan or cancel");
    }

    /** {@code ctl maintenance plan}. */
    @Command(
            name = "plan",
            description = "Plan work on a node, a plane or the fleet.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ctl maintenance plan dd650-03-07 --start 2026-06-21T12:00:00Z --minutes 60 --reason 'new"
                        + " firmware'"
            })
    static final class Plan extends Act {
        @Parameters(paramLabel = "SUBJECT", description = "A node's id, plane:<shell>/<number>, or fleet.")
        private String subject;

        @Option(
                names = "--start",
                required = true,
                paramLabel = "ISO",
                converter = InstantConverter.class,
                description = "Begin, in the fleet's time, such as 2026-06-21T12:00:00Z.")
        private Instant start;

        @Option(names = "--minutes", required = true, paramLabel = "N", description = "How long: 1 to 10080 (a week).")
        private int minutes;

        @Override
        String path() {
            if (minutes < 1 || minutes > 10_080) {
                throw mistake("--minutes must be from 1 to 10080 (a week), not " + minutes);
            }
            return "/maintenance";
        }

        @Override
        String done() {
            return "planned maintenance of " + subject + " from " + start + " for " + minutes + " minutes";
        }

        @Override
        void add(Map<String, Object> body) {
            body.put("subject", subject);
            body.put("start", start.toString());
            body.put("end", start.plus(Duration.ofMinutes(minutes)).toString());
        }
    }

    /** {@code ctl maintenance cancel}. */
    @Command(
            name = "cancel",
            description = "Call planned work off; GET /api/maintenance lists what is planned.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ctl maintenance cancel 5f1c0a3e-7c11-3c2d-9f10-2b7d1f3a9e55 --reason 'not needed any"
                        + " more'"
            })
    static final class Cancel extends Act {
        @Parameters(paramLabel = "ID", description = "The plan's id.")
        private String id;

        @Override
        String path() {
            return "/maintenance/" + ControlOptions.encoded(id) + "/cancel";
        }

        @Override
        String done() {
            return "called off " + id;
        }
    }
}
