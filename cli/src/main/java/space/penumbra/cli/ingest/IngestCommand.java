package space.penumbra.cli.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.BootstrapOption;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.orbit.elements.Rejected;
import space.penumbra.producers.csv.CsvReplay;
import space.penumbra.producers.csv.ReplaySettings;
import space.penumbra.producers.csv.ReplayTime;
import space.penumbra.producers.live.IngestStatistics;
import space.penumbra.producers.nvidiasmi.SmiIngest;
import space.penumbra.producers.nvidiasmi.SmiSettings;
import space.penumbra.producers.orbits.OrbitsIngest;
import space.penumbra.producers.orbits.OrbitsResult;
import space.penumbra.producers.orbits.OrbitsSettings;
import space.penumbra.producers.prometheus.PrometheusIngest;
import space.penumbra.producers.prometheus.PrometheusSettings;
import space.penumbra.producers.weather.WeatherIngest;
import space.penumbra.producers.weather.WeatherResult;
import space.penumbra.producers.weather.WeatherSettings;

/** {@code penumbra ingest}: real telemetry and feeds into the topics. */
@Command(
        name = "ingest",
        description = "Bring real telemetry, orbits and space weather into the topics.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "prometheus|nvidia-smi|csv|orbits|space-weather",
        footer = {
            "",
            "Example: penumbra ingest prometheus --bootstrap 127.0.0.1:9092 --target host-1=http://127.0.0.1:9100"
        })
public final class IngestCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing one of prometheus, nvidia-smi, csv, orbits, space-weather");
    }

    @Command(
            name = "prometheus",
            description = {
                "Scrape node_exporter and dcgm-exporter pages: each target becomes a node of the fleet. Runs until Ctrl-C.",
                "",
                "Frames are stamped with the fleet's own time, so that a real host can join a demo that runs faster than the"
                        + " clock."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ingest prometheus --bootstrap 127.0.0.1:9092 --target host-1=http://127.0.0.1:9100"
                        + " --target host-1=http://127.0.0.1:9400"
            })
    int prometheus(
            @Mixin BootstrapOption kafka,
            @Option(
                            names = "--target",
                            paramLabel = "NAME=URL",
                            description =
                                    "A page of a host; the same name again adds a page to that host. May be repeated.")
                    List<String> targets,
            @Option(
                            names = "--targets",
                            paramLabel = "FILE",
                            description = "Further targets, NAME=URL a line, # for remarks. Read again when it changes:"
                                    + " new ones join, ones that are gone are retired.")
                    Path targetsFile,
            @Mixin Interval interval,
            @Option(
                            names = "--mapping",
                            paramLabel = "FILE",
                            description = "Which metric becomes which reading (default: the built-in mapping).")
                    Path mapping) {
        List<String> given = targets == null ? List.of() : targets;
        PrometheusSettings settings = understood(
                "prometheus",
                () -> new PrometheusSettings(
                        kafka.bootstrap(),
                        PrometheusSettings.targets(given),
                        targetsFile,
                        interval.seconds(spec),
                        interval.timeout(),
                        mapping));
        try (PrometheusIngest ingest = new PrometheusIngest(settings, Clock.systemUTC())) {
            return new Watched(spec.commandLine()).run(ingest::run, ingest::stop, ingest::statistics);
        }
    }

    @Command(
            name = "nvidia-smi",
            description =
                    "Read this machine's NVIDIA GPUs: the machine becomes a node of the fleet. Runs until Ctrl-C.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ingest nvidia-smi --bootstrap 127.0.0.1:9092 --node lab-1"})
    int nvidiaSmi(
            @Mixin BootstrapOption kafka,
            @Option(
                            names = "--node",
                            required = true,
                            paramLabel = "NAME",
                            description = "Id of this machine in the fleet.")
                    String node,
            @Mixin Interval interval,
            @Option(
                            names = "--command",
                            paramLabel = "PROGRAM",
                            defaultValue = "nvidia-smi",
                            description = "The program that tells (default: ${DEFAULT-VALUE}).")
                    String program) {
        SmiSettings settings =
                new SmiSettings(kafka.bootstrap(), node, List.of(program), interval.seconds(spec), interval.timeout());
        try (SmiIngest ingest = new SmiIngest(settings, Clock.systemUTC())) {
            return new Watched(spec.commandLine()).run(ingest::run, ingest::stop, ingest::statistics);
        }
    }

    @Command(
            name = "csv",
            description = {
                "Replay a recorded telemetry file (.csv, .csv.gz): columns named like the readings, time and node.",
                "",
                "The recording's times are shifted so that its first row is now in the fleet's time."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ingest csv --bootstrap 127.0.0.1:9092 --speed 60 recording.csv.gz"})
    int csv(
            @Mixin BootstrapOption kafka,
            @Parameters(paramLabel = "FILE", description = "The recording.") Path file,
            @Option(
                            names = "--node",
                            paramLabel = "NAME",
                            description = "Node of rows that name none (default: the file's name).")
                    String node,
            @Option(
                            names = "--speed",
                            paramLabel = "X",
                            description =
                                    "Seconds of recording per second; 0 is as fast as possible (default: the fleet's speed).")
                    Double speed,
            @Option(
                            names = "--time",
                            paramLabel = "shift|keep",
                            defaultValue = "shift",
                            description = "Shift the recorded times to now, or keep them (default: ${DEFAULT-VALUE}).")
                    ReplayTime time) {
        ReplaySettings settings = new ReplaySettings(kafka.bootstrap(), file, node, speed, time);
        try (CsvReplay replay = new CsvReplay(settings, Clock.systemUTC());
                Progress progress = Progress.of("Replaying", 1000)) {
            Runnable run = () ->
                    replay.run(at -> progress.at(at.bytesTotal() > 0 ? at.bytesRead() * 1000 / at.bytesTotal() : 0));
            return new Watched(spec.commandLine()).run(run, replay::stop, replay::statistics);
        }
    }

    @Command(
            name = "orbits",
            description = "Publish orbital elements, from which hazards are forecast.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ingest orbits --bootstrap 127.0.0.1:9092 --announce starlink.tle"})
    int orbits(
            @Mixin BootstrapOption kafka,
            @Parameters(paramLabel = "FILE", description = "Element sets: TLE, or OMM as JSON, XML, KVN or CSV.")
                    Path file,
            @Option(names = "--announce", description = "Make each object a node of the fleet as well.")
                    boolean announce) {
        OrbitsResult result = OrbitsIngest.run(new OrbitsSettings(kafka.bootstrap(), file, announce));
        for (Rejected rejected : result.rejected()) {
            spec.commandLine().getErr().println("penumbra ingest orbits: " + file + " " + rejected + ": left out");
        }
        spec.commandLine().getErr().flush();
        if (result.published() == 0) {
            throw new UserError(file + " has no usable element set (TLE or OMM as JSON, XML, KVN, CSV)");
        }
        say(result.published() + " element sets published, " + result.rejected().size() + " left out");
        return 0;
    }

    @Command(
            name = "space-weather",
            description =
                    "Publish proton flux, Kp and alerts from NOAA SWPC's JSON: files, or addresses that are asked again.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ingest space-weather --bootstrap 127.0.0.1:9092 --every 300"
                        + " https://services.swpc.noaa.gov/json/goes/primary/integral-protons-1-day.json"
            })
    int spaceWeather(
            @Mixin BootstrapOption kafka,
            @Parameters(paramLabel = "FILE|URL", arity = "1..*", description = "Where the JSON is.")
                    List<String> sources,
            @Option(
                            names = "--every",
                            paramLabel = "S",
                            defaultValue = "0",
                            description =
                                    "Ask again after this many seconds, at least 60; 0 asks once (default: ${DEFAULT-VALUE}).")
                    double every) {
        WeatherSettings settings =
                understood("space-weather", () -> new WeatherSettings(kafka.bootstrap(), sources, every));
        try (WeatherIngest ingest = new WeatherIngest(settings)) {
            WeatherResult[] result = new WeatherResult[1];
            new Watched(spec.commandLine()).run(() -> result[0] = ingest.run(), ingest::stop, () -> null);
            result[0]
                    .rejected()
                    .forEach(row -> spec.commandLine().getErr().println("penumbra ingest space-weather: " + row));
            spec.commandLine().getErr().flush();
            say(result[0].published() + " observations published, " + result[0].repeated() + " known already, "
                    + result[0].rejected().size() + " left out");
            if (result[0].published() + result[0].repeated() == 0) {
                throw new UserError("nothing usable in " + sources + ": give SWPC's JSON of protons, Kp or alerts");
            }
        }
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    /** A value that the producers refuse is a mistake on the command line. */
    private <T> T understood(String command, Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.subcommands().get(command), e.getMessage(), e);
        }
    }

    /** How often a live source is read. */
    static final class Interval {
        @Option(
                names = "--interval",
                paramLabel = "S",
                defaultValue = "10",
                description = "Seconds between two reads: 0.1 to 3600 (default: ${DEFAULT-VALUE}).")
        private double seconds;

        @Option(
                names = "--timeout",
                paramLabel = "S",
                defaultValue = "5",
                description = "Give a read up after this many seconds (default: ${DEFAULT-VALUE}).")
        private double timeout;

        double seconds(CommandSpec spec) {
            if (!(seconds >= 0.1 && seconds <= 3600)) {
                throw new ParameterException(spec.commandLine(), "--interval must be from 0.1 to 3600, not " + seconds);
            }
            return seconds;
        }

        double timeout() {
            return timeout;
        }
    }

    static String summary(IngestStatistics statistics) {
        return statistics.framesPublished() + " frames of " + statistics.sources() + " nodes, "
                + statistics.readsFailed() + " reads failed, " + statistics.linesMalformed() + " lines malformed";
    }
}
