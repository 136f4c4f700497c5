package space.penumbra.cli.operator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penumbra ctl}: an operator's hand on the REST API. */
@Command(
        name = "ctl",
        description = "See and steer a running fleet through fleet control.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CtlLook.Nodes.class,
            CtlLook.Node.class,
            CtlWear.class,
            CtlLook.Hazards.class,
            CtlLook.Alarms.class,
            CtlLook.Incidents.class,
            CtlLook.Commands.class,
            CtlWhy.Why.class,
            CtlWhy.Value.class,
            CtlAct.Acknowledge.class,
            CtlAct.Shelve.class,
            CtlAct.Unshelve.class,
            CtlAct.Own.class,
            CtlAct.Note.class,
            CtlAct.OutOfService.class,
            CtlAct.ReturnToService.class,
            CtlAct.Hold.class,
            CtlAct.Release.class,
            CtlAct.Approve.class,
            CtlAct.Reject.class,
            CtlAct.Cancel.class,
            CtlMaintenance.class,
            CtlWebhooks.class,
            CtlRules.class
        },
        footer = {"", "Example: penumbra ctl alarms --level WARNING"})
public final class CtlCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: what shall be shown or done?");
    }
}
