package space.penumbra.domain.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.RuleCheck;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Runs a version of a rule, and the version in force, over recorded frames with the class that the health job runs, and holds what they say against
 * labelled faults. Every node begins with nothing remembered. Give nodes and hazards first, then frames in the order of each node, and labels at any
 * time; then ask for the report. Event time alone counts. Not thread-safe.
 */
public final class Backtest {

    private final LimitRule tested;
    private final @Nullable LimitRule inForce;
    private final Set<FaultKind> kinds;
    private final SaidOfNodes byTested;
    private final @Nullable SaidOfNodes byInForce;
    private final Map<String, FaultLabel> labels = new HashMap<>();
    private final Map<String, long[]> observed = new HashMap<>();
    private long frames;
    private long unusable;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /**
     * A back-test that has seen nothing.
     *
     * @param holding every rule in force
     * @param tested the version to be tested, in the place of the one in force of its id
     * @param kinds the kinds of fault that count as its own; empty for those that its reading shows, see {@link Nameable}
     * @throws IllegalArgumentException all mistakes in the rule, in one message
     */
    public Backtest(Collection<LimitRule> holding, LimitRule tested, Set<FaultKind> kinds) {
        List<String> problems = RuleCheck.problems(tested);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The rule is wrong: " + String.join("; ", problems));
        }
        Optional<LimitRule> present = holding.stream()
                .filter(rule -> rule.ruleId().equals(tested.ruleId()))
                .findFirst();
        List<LimitRule> others = holding.stream()
                .filter(rule -> !rule.ruleId().equals(tested.ruleId()))
                .toList();
        List<LimitRule> with = new ArrayList<>(others);
        with.add(tested);
        this.tested = tested;
        this.inForce = present.orElse(null);
        this.kinds = kinds.isEmpty() ? Nameable.kinds(tested.field()) : EnumSet.copyOf(kinds);
        this.byTested = new SaidOfNodes(new RuleBook(with), tested.ruleId());
        this.byInForce = present.map(rule -> new SaidOfNodes(new RuleBook(holding), rule.ruleId()))
                .orElse(null);
    }

    /** Takes the description of a node. */
    public void node(NodeSpec spec) {
        byTested.node(spec);
        if (byInForce != null) {
            byInForce.node(spec);
        }
    }

    /** Takes what is known of a node's hazard windows. */
    public void hazards(HazardSchedule schedule) {
        byTested.hazards(schedule);
        if (byInForce != null) {
            byInForce.hazards(schedule);
        }
    }

    /** Takes what is known of a fault; the newest statement counts. */
    public void label(FaultLabel label) {
        labels.put(label.labelId(), label);
    }

    /** Takes a frame; only good during the call. */
    public void frame(TelemetryFrame frame) {
        if (Plausibility.problem(frame) != null) {
            unusable++;
            return;
        }
        frames++;
        long millis = frame.timeMillis();
        firstMillis = Math.min(firstMillis, millis);
        lastMillis = Math.max(lastMillis, millis);
        long[] span = observed.computeIfAbsent(frame.nodeId(), ignored -> new long[] {millis, millis});
        span[0] = Math.min(span[0], millis);
        span[1] = Math.max(span[1], millis);
        byTested.frame(frame);
        if (byInForce != null) {
            byInForce.frame(frame);
        }
    }

    /** Frames that were judged so far. */
    public long frames() {
        return frames;
    }

    /** What came of it. */
    public BacktestReport report() {
        Instant from = frames == 0 ? null : Instant.ofEpochMilli(firstMillis);
        Instant to = frames == 0 ? null : Instant.ofEpochMilli(lastMillis);
        double nodeDays = observed.values().stream()
                .mapToDouble(span -> (span[1] - span[0]) / 86_400_000.0)
                .sum();
        Faults faults = new Faults(
                labels.values(),
                kinds,
                tested.field(),
                observed.keySet(),
                from == null ? Instant.MAX : from,
                to == null ? Instant.MIN : to);
        return new BacktestReport(
                tested.ruleId(),
                tested.version(),
                inForce == null ? 0 : inForce.version(),
                kinds.stream().map(Enum::name).toList(),
                from,
                to,
                observed.size(),
                frames,
                unusable,
                nodeDays,
                faults.judged().size(),
                figures(byTested, faults, nodeDays),
                byInForce == null ? null : figures(byInForce, faults, nodeDays));
    }

    private Figures figures(SaidOfNodes said, Faults faults, double nodeDays) {
        if (frames > 0) {
            said.until(lastMillis);
        }
        return Figures.of(said, faults, nodeDays);
    }
}
