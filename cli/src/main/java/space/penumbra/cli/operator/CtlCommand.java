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
            CtlFleet.Nodes.class,
            CtlFleet.Node.class,
            CtlWear.class,
            CtlFleet.Hazards.class,
            CtlAlarms.Alarms.class,
            CtlAlarms.Incidents.class,
            CtlLedger.Commands.class,
            CtlWhy.Why.class,
            CtlWhy.Value.class,
            CtlAlarmDesk.Acknowledge.class,
            CtlAlarmDesk.Shelve.class,
            CtlAlarmDesk.Unshelve.class,
            CtlAlarmDesk.Own.class,
            CtlAlarmDesk.Note.class,
            CtlAlarmDesk.OutOfService.class,
            CtlAlarmDesk.ReturnToService.class,
            CtlLedger.Hold.class,
            CtlLedger.Release.class,
            CtlLedger.Approve.class,
            CtlLedger.Reject.class,
            CtlLedger.Cancel.class,
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
