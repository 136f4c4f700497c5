package space.penumbra.domain.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitDecision;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitMonitor;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.RuleList;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Judges rules in shadow on the frames that the rules in force judge, each beside the rule in force of the same id. Both begin at the same frame,
 * with nothing remembered, so that their counts can be compared. A version takes the place that it would have if it were in force: it holds for
 * the nodes of its profile that have no rule of their own in its stead. Not thread-safe.
 */
public final class ShadowBench {

    private final RuleBook live;
    private final Consumer<ShadowFinding> found;
    private final Map<String, Trial> trials = new TreeMap<>();
    private int revision;
    private int liveRevision;

    // The frame at hand, for the consumers below.
    private final List<LimitDecision> decisions = new ArrayList<>(2);
    private final Consumer<LimitDecision> decided = decisions::add;

    /** One version in shadow with the rule books of both worlds. */
    private static final class Trial {
        final RuleVersion version;
        RuleBook with;
        final Map<RuleList, RuleList> alone = new IdentityHashMap<>();

        Trial(RuleVersion version, RuleBook live) {
            this.version = version;
            this.with = withVersion(live);
        }

        RuleBook withVersion(RuleBook live) {
            RuleBook book = new RuleBook(live.rules().stream()
                    .filter(rule -> !rule.ruleId().equals(version.ruleId()))
                    .toList());
            book.offer(version.rule());
            return book;
        }

        RuleList in(RuleBook book, String nodeId, String profile) {
            return alone.computeIfAbsent(book.forNode(nodeId, profile), list -> list.only(version.ruleId()));
        }
    }

    /**
     * A bench without rules in shadow.
     *
     * @param live the rules in force, which may change
     * @param found is told whenever a rule in shadow, or its counterpart in force, raises or worsens
     */
    public ShadowBench(RuleBook live, Consumer<ShadowFinding> found) {
        this.live = live;
        this.found = found;
        this.liveRevision = live.revision();
    }

    /**
     * Takes note of a version's state: a shadow is tried from the next frame on, whatever else is not.
     *
     * @return whether that changed what is tried
     */
    public boolean offer(RuleVersion version) {
        boolean wanted = version.state() == RuleState.SHADOW;
        if (!wanted) {
            boolean was = trials.remove(version.key()) != null;
            revision += was ? 1 : 0;
            return was;
        }
        if (trials.containsKey(version.key()) || trials.size() >= RuleHistory.MOST_SHADOWS) {
            return false;
        }
        trials.put(version.key(), new Trial(version, live));
        revision++;
        return true;
    }

    /** Whether no rule is in shadow: then nothing needs to be judged. */
    public boolean idle() {
        return trials.isEmpty();
    }

    /** Number of the version in force of a rule; 0 if there is none. */
    private long liveNumber(String ruleId) {
        return live.rules().stream()
                .filter(rule -> rule.ruleId().equals(ruleId))
                .mapToLong(rule -> rule.version())
                .findFirst()
                .orElse(0);
    }

    /** Judges a frame that the rules in force judged. */
    public void frame(
            ShadowState node, String profile, TelemetryFrame frame, double upsetsPerHour, Surroundings surroundings) {
        follow();
        for (Map.Entry<String, Trial> entry : trials.entrySet()) {
            Trial trial = entry.getValue();
            ShadowState.Stand stand = node.of(entry.getKey());
            if (stand.boundRevision != revision) {
                bind(stand.shadow, trial.in(trial.with, frame.nodeId(), profile), surroundings);
                bind(stand.live, trial.in(live, frame.nodeId(), profile), surroundings);
                stand.boundRevision = revision;
                node.keep(trials.keySet());
            }
            boolean shadowOpen = open(stand.shadow);
            boolean liveOpen = open(stand.live);
            LimitDecision shadow = judge(stand.shadow, frame, upsetsPerHour, surroundings);
            LimitDecision inForce = judge(stand.live, frame, upsetsPerHour, surroundings);
            tell(trial, shadow, true, liveOpen, frame);
            tell(trial, inForce, false, shadowOpen, frame);
        }
    }

    /** Rules in force that changed stand in both worlds. */
    private void follow() {
        if (liveRevision != live.revision()) {
            liveRevision = live.revision();
            revision++;
            for (Trial trial : trials.values()) {
                trial.with = trial.withVersion(live);
                trial.alone.clear();
            }
        }
    }

    private static void bind(LimitState state, RuleList list, Surroundings surroundings) {
        LimitMonitor.bind(state, list, surroundings, ignored -> {
            // That a rule no longer holds for a node is no alarm.
        });
    }

    private static boolean open(LimitState state) {
        return state.size() > 0 && state.levelAt(0) != LimitLevel.IN_LIMITS;
    }

    private @Nullable LimitDecision judge(
            LimitState state, TelemetryFrame frame, double upsetsPerHour, Surroundings surroundings) {
        decisions.clear();
        LimitMonitor.frame(state, frame, upsetsPerHour, surroundings, decided);
        return decisions.isEmpty() ? null : decisions.get(0);
    }

    private void tell(
            Trial trial, @Nullable LimitDecision decision, boolean ofShadow, boolean otherOpen, TelemetryFrame frame) {
        if (decision == null || !decision.level().worseThan(decision.before())) {
            return;
        }
        found.accept(new ShadowFinding(
                trial.version.ruleId(),
                trial.version.number(),
                liveNumber(trial.version.ruleId()),
                ofShadow,
                decision.before() == LimitLevel.IN_LIMITS,
                otherOpen,
                frame.nodeId(),
                decision.level(),
                decision.value(),
                decision.limit(),
                Instant.ofEpochMilli(frame.timeMillis())));
    }
}
