package space.penumbra.cli.serve;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.demo.StopSignal;
import space.penumbra.cli.terminal.BootstrapOption;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.cli.topics.Broker;
import space.penumbra.control.FleetControl;
import space.penumbra.control.FleetControlSettings;
import space.penumbra.control.GateFile;
import space.penumbra.control.history.HistoryKind;
import space.penumbra.control.rest.Issuer;
import space.penumbra.control.rest.People;
import space.penumbra.control.rest.Tls;
import space.penumbra.domain.migration.GateLimits;
import space.penumbra.webhooks.AlertWebhooks;
import space.penumbra.webhooks.EndpointsFile;
import space.penumbra.webhooks.WebhookSettings;
import space.penumbra.wire.KafkaAccess;

/** {@code penumbra serve}: the long-running services of a cluster. */
@Command(
        name = "serve",
        description =
                "Run a service until it is stopped: fleet control with the console, the webhooks, an executor, or a simulated fleet.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeTwin.class, ExecutorCommand.class},
        synopsisSubcommandLabel = "fleet-control|alert-webhooks|executor|twin",
        footer = {"", "Example: penumbra serve fleet-control --bootstrap kafka:9092 --state-dir /var/lib/penumbra"})
public final class ServeCommand implements Runnable {

    private static final Duration TICK = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing one of fleet-control, alert-webhooks, executor, twin");
    }

    @Command(
            name = "fleet-control",
            description = "Gate, command ledger, alarm desk, REST API and console.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra serve fleet-control --bootstrap kafka:9092 --history influxql"
                        + " --history-url http://influxdb:8086"
            })
    int fleetControl(
            @Mixin BootstrapOption kafka,
            @Option(
                            names = "--state-dir",
                            paramLabel = "DIR",
                            defaultValue = "${sys:user.home}/.penumbra/fleet-control",
                            description =
                                    "Local state; lost, it is read again from the topics (default: ${DEFAULT-VALUE}).")
                    Path stateDir,
            @Option(
                            names = "--http-host",
                            paramLabel = "ADDRESS",
                            defaultValue = "127.0.0.1",
                            description = "Address to listen on (default: ${DEFAULT-VALUE}: this machine alone).")
                    String host,
            @Option(
                            names = "--http-port",
                            paramLabel = "P",
                            defaultValue = "8080",
                            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
                    int port,
            @Option(
                            names = "--token-file",
                            paramLabel = "FILE",
                            description =
                                    "File with the bearer token that changes need (default: only this machine may act).")
                    Path tokenFile,
            @Option(
                            names = "--people",
                            paramLabel = "FILE",
                            description = "Who may do what: names, roles (viewer, operator, approver, admin) and where"
                                    + " their tokens are; then everybody must be known, even to look.")
                    Path people,
            @Option(
                            names = "--oidc-issuer",
                            paramLabel = "URL",
                            description =
                                    "OpenID Connect provider whose tokens say who somebody is, with the roles in the claim"
                                            + " 'roles'; then everybody must be known, even to look.")
                    URI issuer,
            @Option(
                            names = "--oidc-audience",
                            paramLabel = "NAME",
                            defaultValue = "penumbra",
                            description = "For whom its tokens must be (default: ${DEFAULT-VALUE}).")
                    String audience,
            @Option(
                            names = "--tls-cert",
                            paramLabel = "FILE",
                            description = "PEM with the certificate for HTTPS, and those that vouch for it after it.")
                    Path certificate,
            @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM with its key, PKCS #8.") Path key,
            @Option(
                            names = "--history",
                            paramLabel = "KIND",
                            defaultValue = "none",
                            description = "The history store: none, influxql or questdb (default: ${DEFAULT-VALUE}).")
                    HistoryKind history,
            @Option(
                            names = "--history-url",
                            paramLabel = "URL",
                            defaultValue = "",
                            description = "Address of the history store.")
                    String historyUrl,
            @Option(
                            names = "--history-database",
                            paramLabel = "NAME",
                            defaultValue = "penumbra",
                            description = "Its database (default: ${DEFAULT-VALUE}).")
                    String historyDatabase,
            @Option(names = "--history-token-file", paramLabel = "FILE", description = "File with the store's token.")
                    Path historyTokenFile,
            @Option(
                            names = "--gate",
                            paramLabel = "FILE",
                            description = "JSON with limits of the gate; what it does not name stays as it is.")
                    Path gateFile,
            @Option(names = "--dry-run", description = "Decide and show everything, let no command out.")
                    boolean dryRun) {
        FleetControlSettings settings = FleetControlSettings.of(kafka.bootstrap(), stateDir)
                .withKafka(KafkaAccess.ofProcess())
                .withHttp(host, port)
                .withPeople(people(tokenFile, people, issuer, audience))
                .withHistory(history, historyUrl, historyDatabase, secret(historyTokenFile))
                .withGateLimits(gate(gateFile, dryRun));
        if (certificate != null || key != null) {
            settings = settings.withTls(tls(certificate, key));
        }
        if (!settings.mistakes().isEmpty()) {
            throw new ParameterException(
                    spec.subcommands().get("fleet-control"), String.join("; ", settings.mistakes()));
        }
        try (StopSignal stop = StopSignal.install();
                FleetControl control = FleetControl.start(settings)) {
            say("fleet control on http" + (settings.tls().isPresent() ? "s" : "") + "://" + host + ":" + control.port()
                    + (dryRun ? ", dry run" : "") + " (Ctrl-C stops)");
            while (!stop.await(TICK)) {
                // Kafka Streams heals itself or says on the health page that it cannot.
                continue;
            }
        } catch (IllegalStateException e) {
            throw new UserError(e.getMessage(), e);
        }
        return 0;
    }

    @Command(
            name = "alert-webhooks",
            description = "Deliver alarms and commands to the endpoints in a file, signed and retried.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra serve alert-webhooks --bootstrap kafka:9092 --endpoints endpoints.json"})
    int alertWebhooks(
            @Mixin BootstrapOption kafka,
            @Option(
                            names = "--endpoints",
                            required = true,
                            paramLabel = "FILE",
                            description = "Who gets what; secrets are named there, never written.")
                    Path endpoints,
            @Option(
                            names = "--from",
                            paramLabel = "latest|earliest",
                            defaultValue = "latest",
                            description = "Where to begin the first time (default: ${DEFAULT-VALUE}).")
                    FirstStart from,
            @Option(
                            names = "--status-port",
                            paramLabel = "P",
                            defaultValue = "-1",
                            description =
                                    "Port of a page with health and metrics; -1 for none (default: ${DEFAULT-VALUE}).")
                    int statusPort,
            @Option(
                            names = "--status-host",
                            paramLabel = "ADDRESS",
                            defaultValue = "127.0.0.1",
                            description = "Address of that page (default: ${DEFAULT-VALUE}).")
                    String statusHost) {
        WebhookSettings settings = WebhookSettings.of(kafka.bootstrap(), EndpointsFile.read(endpoints, System::getenv))
                .withFirstStart(from.name())
                .withKafka(KafkaAccess.ofProcess())
                .withStatusPage(statusHost, statusPort);
        Broker.reach(kafka.bootstrap()).close();
        try (StopSignal stop = StopSignal.install();
                AlertWebhooks webhooks = AlertWebhooks.start(settings)) {
            say("webhooks to " + settings.endpoints().size() + " endpoints (Ctrl-C stops)");
            while (!stop.await(TICK)) {
                if (!webhooks.running()) {
                    throw new UserError(
                            "webhooks have stopped reading: see the log; nothing is lost, start them again");
                }
            }
        }
        return 0;
    }

    /** Where a consumer group without a position begins; in Kafka's own words. */
    enum FirstStart {
        latest,
        earliest
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private People people(Path tokenFile, Path people, URI issuer, String audience) {
        CommandLine here = spec.subcommands().get("fleet-control");
        if (people != null && tokenFile != null) {
            throw new ParameterException(here, "--token-file and --people exclude each other: give one");
        }
        try {
            People known = people == null ? People.withToken(secret(tokenFile)) : People.read(people, System::getenv);
            return issuer == null ? known : known.andOf(Issuer.at(issuer, audience));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here, e.getMessage(), e);
        }
    }

    private Tls tls(Path certificate, Path key) {
        CommandLine here = spec.subcommands().get("fleet-control");
        if (certificate == null || key == null) {
            throw new ParameterException(here, "--tls-cert and --tls-key go together: give both");
        }
        try {
            return Tls.read(certificate, key);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here, e.getMessage(), e);
        }
    }

    private GateLimits gate(Path file, boolean dryRun) {
        try {
            GateLimits limits = file == null ? GateLimits.STANDARD : GateFile.read(Files.readString(file));
            return dryRun ? limits.withDryRun(true) : limits;
        } catch (IOException e) {
            throw new UserError("cannot read the limits in " + file + ": check path and rights", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.subcommands().get("fleet-control"), "limits in " + file + ": " + e.getMessage());
        }
    }

    static String secret(Path file) {
        if (file == null) {
            return "";
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserError("cannot read the secret in " + file + ": check path and rights", e);
        }
    }
}
