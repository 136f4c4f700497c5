package space.penumbra.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.HostPort;
import space.penumbra.cli.terminal.InstantConverter;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.control.show.Json;
import space.penumbra.control.show.RuleForm;
import space.penumbra.domain.backtest.Backtest;
import space.penumbra.domain.backtest.BacktestReport;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.producers.csv.CsvFrames;

/** {@code penumbra rules backtest}. */
@Command(
        name = "backtest",
        description = {
            "Run a rule over recorded frames, beside the version in force, and hold both against labelled faults.",
            "",
            "Frames come from a CSV recording (--frames) or from the topics (--bootstrap, --from, --to); labels from a CSV file"
                    + " (--labels) or from the topic of a simulated fleet. Without labels only alarms are counted. A fault"
                    + " counts if it begins within the time and shows for ten minutes; it is found by an alarm while it"
                    + " lasts or in the ten minutes after. Lead is the time from the first alarm to the first frame that"
                    + " shows the fault."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: penumbra rules backtest --rule rule.json --frames frames.csv.gz --labels labels.csv",
            "         penumbra rules backtest --rule rule.json --bootstrap 127.0.0.1:9092 --from 2026-06-21T12:00:00Z"
        })
final class BacktestCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS_SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rule",
            required = true,
            paramLabel = "FILE",
            description = "The rule to be tested, as 'penumbra ctl rules show' writes it.")
    private Path rule;

    @Option(
            names = "--live",
            paramLabel = "FILE",
            description =
                    "The rule to stand beside it (default: the one in force on the cluster, else the default of its"
                            + " id).")
    private Path live;

    @Option(
            names = "--frames",
            paramLabel = "FILE",
            description = "A CSV recording, such as 'penumbra rules record' writes.")
    private Path frames;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Labels of faults, such as 'penumbra rules record' writes.")
    private Path labels;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT[,...]",
            converter = HostPort.Converter.class,
            description = "Kafka brokers to read frames, nodes, rules and labels from.")
    private HostPort bootstrap;

    @Option(
            names = "--from",
            paramLabel = "ISO",
            converter = InstantConverter.class,
            description = "Event time of the first frame (default: all that the topic has).")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "ISO",
            converter = InstantConverter.class,
            description = "Event time of the last frame (default: all that the topic has).")
    private Instant to;

    @Option(
            names = "--kinds",
            paramLabel = "KIND[,...]",
            split = ",",
            description = "Kinds of fault that count as the rule's own (default: those that its reading shows).")
    private List<FaultKind> kinds = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON to this file.")
    private Path json;

    @Override
    public Integer call() {
        demandSensibleOptions();
        LimitRule tested = read(rule);
        BacktestReport report = bootstrap == null ? ofFile(tested) : ofTopics(tested);
        if (report.frames() == 0) {
            throw new UserError("no usable frame " + (bootstrap == null ? "in " + frames : "in the topic in that time")
                    + ": there is nothing to test on");
        }
        JsonNode shown = Json.tree(Json.write(report));
        write(shown);
        BacktestText.print(shown, spec.commandLine().getOut());
        return 0;
    }

    private void demandSensibleOptions() {
        List<String> mistakes = new ArrayList<>();
        if ((frames == null) == (bootstrap == null)) {
            mistakes.add("give either --frames FILE or --bootstrap HOST:PORT");
        }
        if (bootstrap == null && (from != null || to != null)) {
            mistakes.add("--from and --to go with --bootstrap");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            mistakes.add("--from " + from + " must be before --to " + to);
        }
        if (!mistakes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", mistakes));
        }
    }

    private Set<FaultKind> kinds() {
        return kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
    }

    private BacktestReport ofFile(LimitRule tested) {
        Backtest test = new Backtest(holding(DefaultRules.all()), tested, kinds());
        labels(test);
        AtomicLong malformed = new AtomicLong();
        CsvFrames.read(frames, test::frame, problem -> {
            if (malformed.incrementAndGet() <= ROWS_SHOWN) {
                spec.commandLine().getErr().println("penumbra rules: " + problem);
            }
        });
        if (malformed.get() > 0) {
            spec.commandLine().getErr().println("penumbra rules: " + malformed + " rows left out");
        }
        return test.report();
    }

    private BacktestReport ofTopics(LimitRule tested) {
        FleetTopics topics = new FleetTopics(bootstrap.text());
        Backtest test = new Backtest(holding(topics.rules()), tested, kinds());
        topics.nodes().forEach(test::node);
        topics.replay(
                from == null ? Instant.EPOCH : from, to == null ? Instant.ofEpochMilli(Long.MAX_VALUE) : to, test);
        labels(test);
        return test.report();
    }

    private void labels(Backtest test) {
        if (labels != null) {
            LabelFile.read(labels).forEach(test::label);
        }
    }

    /** The rules in force, with that of the file in the place of its namesake. */
    private Collection<LimitRule> holding(Collection<LimitRule> present) {
        TreeMap<String, LimitRule> holding = new TreeMap<>();
        present.forEach(each -> holding.put(each.ruleId(), each));
        if (live != null) {
            LimitRule beside = read(live);
            holding.put(beside.ruleId(), beside);
        }
        return holding.values();
    }

    private static LimitRule read(Path file) {
        try {
            JsonNode body = Json.tree(Files.readString(file));
            String id = body.path("ruleId").asText("");
            return RuleForm.read(body, id, Math.max(1, body.path("version").asLong(1)), Instant.EPOCH);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot use the rule in " + file + ": " + e.getMessage(), e);
        }
    }

    private void write(JsonNode report) {
        if (json == null) {
            return;
        }
        try {
            Files.writeString(json, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
        } catch (IOException e) {
            throw new UserError(
                    "cannot write " + json + " (" + e.getMessage() + "): choose a file that can be written", e);
        }
    }
}
