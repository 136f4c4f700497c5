package space.penumbra.cli.serve;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
import space.penumbra.executors.ExecutorSettings;
import space.penumbra.executors.RunningExecutor;
import space.penumbra.executors.Scheduler;
import space.penumbra.executors.http.HttpScheduler;
import space.penumbra.executors.http.HttpSettings;
import space.penumbra.executors.kubernetes.KubernetesScheduler;

/** {@code penumbra serve executor}: has a real scheduler carry commands out. */
@Command(
        name = "executor",
        description =
                "Carry commands out: in a Kubernetes cluster, or through any scheduler that speaks a small HTTP protocol.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: penumbra serve executor --kind kubernetes --bootstrap kafka:9092 --nodes gpu-",
            "Example: penumbra serve executor --kind http --url https://slurm-gateway:8443/penumbra"
                    + " --secret-file executor.secret"
        })
final class ExecutorCommand implements Callable<Integer> {

    private static final Duration TICK = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private BootstrapOption kafka;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "Which scheduler: kubernetes (as kubectl is configured, or the pod's own account) or http.")
    private Kind kind;

    @Option(
            names = "--nodes",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only commands for nodes whose id begins so; without it, all.")
    private String nodes;

    @Option(
            names = "--beat-ms",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "How often the scheduler is asked how far it is (default: ${DEFAULT-VALUE}).")
    private int beatMillis;

    @Option(names = "--url", paramLabel = "URL", description = "http: base address of the scheduler.")
    private URI url;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "http: file with the Standard Webhooks secret that signs every request.")
    private Path secretFile;

    @Option(names = "--plain-http", description = "http: allow an address without TLS on another machine.")
    private boolean plainHttp;

    @Option(
            names = "--timeout-ms",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "http: longest time for one request (default: ${DEFAULT-VALUE}).")
    private int timeoutMillis;

    /** A scheduler that can be driven; in the words of the command line. */
    enum Kind {
        kubernetes,
        http
    }

    @Override
    public Integer call() {
        if (beatMillis < 10 || timeoutMillis < 10) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--beat-ms is " + beatMillis + " and --timeout-ms " + timeoutMillis + ": both must be at least 10");
        }
        ExecutorSettings settings = new ExecutorSettings(kafka.bootstrap(), nodes, Duration.ofMillis(beatMillis));
        try (StopSignal stop = StopSignal.install();
                Scheduler scheduler = kind == Kind.http ? http() : kubernetes()) {
            Broker.reach(kafka.bootstrap()).close();
            try (RunningExecutor executor = RunningExecutor.start(settings, scheduler, Clock.systemUTC())) {
                spec.commandLine().getOut().println("executor " + scheduler.about() + " (Ctrl-C stops)");
                spec.commandLine().getOut().flush();
                while (!stop.await(TICK)) {
                    if (!executor.failure().isEmpty()) {
                        throw new UserError("the executor has stopped: " + executor.failure());
                    }
                }
            }
        }
        return 0;
    }

    private Scheduler http() {
        if (url == null) {
            throw new ParameterException(spec.commandLine(), "--kind http needs --url");
        }
        HttpSettings settings =
                new HttpSettings(url, ServeCommand.secret(secretFile), plainHttp, Duration.ofMillis(timeoutMillis));
        List<String> mistakes = settings.mistakes();
        if (!mistakes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", mistakes));
        }
        return new HttpScheduler(settings, Clock.systemUTC());
    }

    private static Scheduler kubernetes() {
        try {
            return KubernetesScheduler.connect();
        } catch (IllegalStateException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
