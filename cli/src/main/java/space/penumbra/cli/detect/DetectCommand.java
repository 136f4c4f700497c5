package space.penumbra.cli.detect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;

/** {@code penumbra detect}: the generic detector over files, as it would run on the stream. */
@Command(
        name = "detect",
        description = {
            "Find anomalies in CSV files, online: each row is judged by the rows before it alone.",
            "",
            "Reads every .csv and .csv.gz in a folder and below. The columns ts or timestamp are the time (a date and"
                    + " time, UTC, or seconds or milliseconds since 1970; it lets a daily pattern be learnt), label and"
                    + " is_anomaly are never read, all others are values. Writes a CSV of the same name with"
                    + " timestamp,score,alert: score (0 to 1) says how anomalous the instant is, alert (0 to 1) is above"
                    + " 0 only where an operator would be told. A value that is no number counts as not reported."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra detect --in recordings --out findings"})
public final class DetectCommand implements Callable<Integer> {

    private static final String DEFAULT_PROFILE = "default";

    @Spec
    private CommandSpec spec;

    @Option(names = "--in", required = true, paramLabel = "DIR", description = "Folder with the recordings.")
    private Path in;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the findings.")
    private Path out;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = DEFAULT_PROFILE,
            description = "Configuration of the detector; one is frozen for every kind of data: ${DEFAULT-VALUE}.")
    private String profile;

    @Override
    public Integer call() {
        if (!profile.equals(DEFAULT_PROFILE)) {
            throw new ParameterException(
                    spec.commandLine(), "--profile " + profile + " is not known: use " + DEFAULT_PROFILE);
        }
        List<Path> recordings = recordings();
        List<String> failures = new ArrayList<>();
        Recording.Done done = Recording.Done.NOTHING;
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long beganNanos = clock.getCurrentThreadCpuTime();
        long bytes = 0;
        try (Progress progress = Progress.of("Looking for anomalies", totalBytes(recordings))) {
            for (Path recording : recordings) {
                long before = bytes;
                try {
                    Path findings = out.resolve(resultName(in.relativize(recording)));
                    done = done.and(Recording.detect(recording, findings, read -> progress.at(before + read)));
                } catch (IOException | UserError e) {
                    failures.add(recording + ": " + e.getMessage());
                }
                bytes += recording.toFile().length();
                progress.at(bytes);
            }
        }
        failures.forEach(failure -> spec.commandLine().getErr().println("penumbra detect: " + failure));
        double micros = (clock.getCurrentThreadCpuTime() - beganNanos) / 1e3 / Math.max(1, done.values());
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%d of %d files, %d rows; %.2f us CPU a value with reading and writing, %d bytes of state at most%n",
                        recordings.size() - failures.size(),
                        recordings.size(),
                        done.rows(),
                        micros,
                        done.stateBytes());
        return failures.isEmpty() ? 0 : 1;
    }

    private List<Path> recordings() {
        if (!Files.isDirectory(in)) {
            throw new UserError("--in " + in + " is no folder: name the folder that holds the CSV files");
        }
        try (Stream<Path> files = Files.walk(in)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".csv") || file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new UserError("--in " + in + " holds no .csv or .csv.gz file");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + in, e);
        }
    }

    private static long totalBytes(List<Path> files) {
        return files.stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private static String resultName(Path relative) {
        String name = relative.toString();
        return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    }
}
