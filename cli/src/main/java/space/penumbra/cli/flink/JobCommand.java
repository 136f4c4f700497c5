package space.penumbra.cli.flink;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.rest.HttpAddress;
import space.penumbra.cli.terminal.BootstrapOption;
import space.penumbra.cli.terminal.Table;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.jobs.Job;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;

/** {@code penumbra job}: the same jobs that the demo runs, on a real Flink cluster. */
@Command(
        name = "job",
        description = "Submit, list, save or stop Penumbra's jobs on a Flink cluster.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "submit|list|savepoint|stop",
        footer = {
            "",
            "Example: penumbra job submit --flink http://flink.example.net:8081 --bootstrap kafka:9092 health forecasts"
        })
public final class JobCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing one of submit, list, savepoint, stop");
    }

    @Command(
            name = "submit",
            description = "Upload the job jar and start jobs that do not run yet.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra job submit --flink http://127.0.0.1:8081 --bootstrap 127.0.0.1:9092 --parallelism 4"
            })
    int submit(
            @Mixin FlinkOption flink,
            @Mixin BootstrapOption kafka,
            @Mixin JobNames names,
            @Option(
                            names = "--parallelism",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Parallel tasks of each operator (default: ${DEFAULT-VALUE}).")
                    int parallelism,
            @Option(
                            names = "--from",
                            paramLabel = "PATH",
                            defaultValue = "",
                            description = "Savepoint or retained checkpoint to go on from; with exactly one job.")
                    String from,
            @Option(
                            names = {"-o", "--set"},
                            paramLabel = "NAME=VALUE",
                            description = "A further setting of the jobs, such as influx-url=http://influxdb:8086.")
                    Map<String, String> settings,
            @Option(names = "--jar", paramLabel = "FILE", description = "The job jar (default: that of this build).")
                    Path jar) {
        CommandSpec here = spec.subcommands().get("submit").getCommandSpec();
        List<Job> jobs = names.jobs(here);
        if (parallelism < 1 || parallelism > 128) {
            throw new ParameterException(here.commandLine(), "--parallelism must be from 1 to 128, not " + parallelism);
        }
        if (!from.isEmpty() && jobs.size() != 1) {
            throw new ParameterException(here.commandLine(), "--from needs exactly one job name");
        }
        List<String> arguments = arguments(here, kafka.bootstrap(), parallelism, settings);
        FlinkCluster cluster = new FlinkCluster(flink.address);
        for (Job job : jobs) {
            cluster.live(job.name()).ifPresent(running -> {
                throw new UserError(job.name() + " runs already (" + running.id()
                        + "): stop it first with penumbra job stop, or everything would be done twice");
            });
        }
        String jarId = cluster.upload(jar == null ? JarUpload.ofThisBuild() : new JarUpload(jar));
        PrintWriter out = spec.commandLine().getOut();
        try {
            for (Job job : jobs) {
                String id = cluster.run(jarId, job.mainClass().getName(), arguments, parallelism, from);
                out.println("started " + job.name() + " " + id);
                out.flush();
            }
        } finally {
            cluster.forget(jarId);
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "Show what the cluster runs.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra job list --flink http://127.0.0.1:8081"})
    int list(@Mixin FlinkOption flink) {
        Table table = new Table("JOB", "STATE", "SINCE", "ID");
        for (FlinkCluster.RunningJob job : new FlinkCluster(flink.address).jobs()) {
            table.row(job.name(), job.state(), Instant.ofEpochMilli(job.startMillis()), job.id());
        }
        table.print(spec.commandLine().getOut());
        return 0;
    }

    @Command(
            name = "savepoint",
            description = "Save the state of running jobs.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra job savepoint --flink http://127.0.0.1:8081 --to s3://penumbra/savepoints"
            })
    int savepoint(
            @Mixin FlinkOption flink,
            @Mixin JobNames names,
            @Option(
                            names = "--to",
                            paramLabel = "FOLDER",
                            defaultValue = "",
                            description = "Where (default: the cluster's own savepoint folder).")
                    String folder) {
        return eachLive(flink, names, "savepoint", "saved", (cluster, job) -> cluster.savepoint(job, folder));
    }

    @Command(
            name = "stop",
            description = "Stop running jobs with a savepoint, from which submit --from goes on.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra job stop --flink http://127.0.0.1:8081 migrations"})
    int stop(
            @Mixin FlinkOption flink,
            @Mixin JobNames names,
            @Option(
                            names = "--to",
                            paramLabel = "FOLDER",
                            defaultValue = "",
                            description = "Where the savepoint goes (default: the cluster's own savepoint folder).")
                    String folder) {
        return eachLive(flink, names, "stop", "stopped", (cluster, job) -> cluster.stop(job, folder));
    }

    private int eachLive(FlinkOption flink, JobNames names, String verb, String done, Operation operation) {
        List<Job> jobs = names.jobs(spec.subcommands().get(verb).getCommandSpec());
        FlinkCluster cluster = new FlinkCluster(flink.address);
        PrintWriter out = spec.commandLine().getOut();
        int touched = 0;
        for (Job job : jobs) {
            var live = cluster.live(job.name());
            if (live.isEmpty()) {
                if (!names.all()) {
                    throw new UserError(job.name() + " does not run on this cluster: see penumbra job list");
                }
                continue;
            }
            out.println(done + " " + job.name() + " " + operation.on(cluster, live.get()));
            out.flush();
            touched++;
        }
        if (touched == 0) {
            throw new UserError("none of Penumbra's jobs runs on this cluster: see penumbra job list");
        }
        return 0;
    }

    private static List<String> arguments(
            CommandSpec spec, String bootstrap, int parallelism, Map<String, String> settings) {
        List<String> arguments =
                new ArrayList<>(List.of("--bootstrap", bootstrap, "--parallelism", Integer.toString(parallelism)));
        if (settings != null) {
            settings.forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
        }
        try {
            JobSettings.parse(arguments.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return arguments;
    }

    private interface Operation {
        String on(FlinkCluster cluster, FlinkCluster.RunningJob job);
    }

    /** Where Flink is. */
    static final class FlinkOption {
        @Option(
                names = "--flink",
                required = true,
                paramLabel = "URL",
                converter = HttpAddress.class,
                description = "Flink's REST address, such as http://127.0.0.1:8081.")
        private URI address;
    }

    /** Which jobs. */
    static final class JobNames {
        @Parameters(
                paramLabel = "NAME",
                arity = "0..*",
                description = "health, forecasts, migrations, history (default: all).")
        private List<String> names;

        boolean all() {
            return names == null || names.isEmpty();
        }

        List<Job> jobs(CommandSpec spec) {
            if (all()) {
                return Jobs.all();
            }
            return names.stream()
                    .map(name -> Jobs.named(name)
                            .orElseThrow(() -> new ParameterException(
                                    spec.commandLine(),
                                    "'" + name + "' is no job: use "
                                            + Jobs.all().stream().map(Job::name).collect(Collectors.joining(", ")))))
                    .toList();
        }
    }
}
