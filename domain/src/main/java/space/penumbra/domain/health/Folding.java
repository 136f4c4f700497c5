package space.penumbra.domain.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.AlarmText;
import space.penumbra.domain.alarm.ResidualText;
import space.penumbra.domain.limits.LimitDecision;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.residual.Cause;
import space.penumbra.domain.residual.ResidualMonitor;

/**
 * From findings to alarms: limits that a cause brings about are part of its alarm, which is as grave as the gravest of them, so that a cooling fault is one
 * alarm and not nine; limits that load and Sun explain are left to the forecasts, short of the gravest levels. When the cause is over and the limit
 * is not, it becomes an alarm of its own. What is folded is a bit of the limit's state; there is no other memory. Not thread-safe.
 */
final class Folding {

    private static final int CAUSES = Cause.values().length;

    private final Consumer<AlarmEvent> out;
    /** Null when physics is switched off: then every limit speaks for itself. */
    @Nullable
    private final ResidualMonitor residuals;

    private final List<LimitDecision> decisions = new ArrayList<>();
    /** Levels of causes before this frame, where they changed in it. */
    private final LimitLevel[] ownBefore = new LimitLevel[CAUSES];
    /** Score and threshold of what decided on a cause. */
    private final double[] value = new double[CAUSES];

    private final double[] limit = new double[CAUSES];
    private boolean look;

    private String nodeId = "";
    private NodeHealth node;
    private double reportSeconds;
    private Instant time = Instant.EPOCH;
    private int openBefore;
    private int open;

    Folding(@Nullable ResidualMonitor residuals, Consumer<AlarmEvent> out) {
        this.residuals = residuals;
        this.out = out;
    }

    void take(LimitDecision decision) {
        decisions.add(decision);
        look = true;
    }

    void take(Cause cause, LimitLevel before, double score, double threshold) {
        int at = cause.ordinal();
        ownBefore[at] = ownBefore[at] == null ? before : ownBefore[at];
        value[at] = score;
        limit[at] = threshold;
        look = true;
    }

    /** What is folded must be looked at again though nothing was found: a description or rule has changed. */
    void again() {
        look = true;
    }

    /** Tells of the frame's changes. Returns whether there were any. */
    boolean settle(String id, NodeHealth of, double reportIntervalSeconds, Instant when) {
        if (!look) {
            return false;
        }
        nodeId = id;
        node = of;
        reportSeconds = reportIntervalSeconds;
        time = when;
        boolean any = !decisions.isEmpty();
        open = residuals == null ? 0 : of.residuals.open;
        openBefore = open;
        for (int cause = 0; cause < CAUSES; cause++) {
            if (ownBefore[cause] != null) {
                any = true;
                int bit = Explanations.cause(cause).bit();
                openBefore = ownBefore[cause] == LimitLevel.IN_LIMITS ? openBefore & ~bit : openBefore | bit;
            }
        }
        any |= tell();
        decisions.clear();
        Arrays.fill(ownBefore, null);
        look = false;
        return any;
    }

    private boolean tell() {
        LimitState limits = node.limits;
        LimitLevel[] causeBefore = new LimitLevel[CAUSES];
        LimitLevel[] causeNow = new LimitLevel[CAUSES];
        for (int cause = 0; cause < CAUSES; cause++) {
            causeNow[cause] = residuals == null
                    ? LimitLevel.IN_LIMITS
                    : ResidualMonitor.level(node.residuals, Explanations.cause(cause));
            causeBefore[cause] = ownBefore[cause] == null ? causeNow[cause] : ownBefore[cause];
        }
        List<Runnable> limitsTell = new ArrayList<>();
        for (int place = 0; place < limits.rules(); place++) {
            LimitDecision decision = decision(limits.ruleId(place));
            LimitLevel now = limits.levelAt(place);
            LimitLevel before = decision == null ? now : decision.before();
            boolean wasFolded = limits.folded(place) && before != LimitLevel.IN_LIMITS;
            if (wasFolded) {
                join(causeBefore, Explanations.cause(limits.signal(place), openBefore), before);
            }
            // What was part of a cause stays so when the cause is over, until it is over too or gets worse.
            boolean stays = wasFolded && !now.worseThan(before);
            boolean folded = now != LimitLevel.IN_LIMITS && (stays || folds(limits.signal(place), now));
            if (folded) {
                join(causeNow, Explanations.cause(limits.signal(place), open), now);
            }
            limits.fold(place, folded);
            LimitLevel toldBefore = wasFolded ? LimitLevel.IN_LIMITS : before;
            LimitLevel toldNow = folded ? LimitLevel.IN_LIMITS : now;
            if (toldBefore != toldNow) {
                boolean asDecided = decision != null && !wasFolded && !folded;
                AlarmEvent event = asDecided
                        ? AlarmText.event(nodeId, decision, reportSeconds, time)
                        : changed(place, decision, toldBefore, toldNow, folded);
                limitsTell.add(() -> out.accept(event));
            }
        }
        withdrawn();
        boolean any = !limitsTell.isEmpty();
        for (int cause = 0; cause < CAUSES; cause++) {
            fold(Explanations.cause(cause), causeBefore, causeNow);
        }
        for (int cause = 0; cause < CAUSES; cause++) {
            if (causeBefore[cause] != causeNow[cause]) {
                any = true;
                tell(Explanations.cause(cause), causeBefore[cause], causeNow[cause]);
            }
        }
        limitsTell.forEach(Runnable::run);
        return any;
    }

    /** A cause can be part of another one, too: its levels are joined to those of the other, and it has none of its own. */
    private void fold(Cause cause, LimitLevel[] before, LimitLevel[] now) {
        int at = cause.ordinal();
        Cause whole = Explanations.whole(cause);
        if (whole == null || before[at] == LimitLevel.IN_LIMITS && now[at] == LimitLevel.IN_LIMITS) {
            return;
        }
        boolean wasFolded = node.residuals.folded(cause);
        boolean folded = now[at] != LimitLevel.IN_LIMITS
                && (wasFolded && before[at] != LimitLevel.IN_LIMITS || (open & whole.bit()) != 0)
                && !ResidualMonitor.doesNotMove(node.residuals, cause);
        if (wasFolded) {
            before[at] = LimitLevel.IN_LIMITS;
        }
        if (folded) {
            now[at] = LimitLevel.IN_LIMITS;
        }
        node.residuals.fold(cause, folded);
    }

    private boolean folds(Signal signal, LimitLevel level) {
        return residuals != null
                && (Explanations.cause(signal, open) >= 0 || Explanations.byPhysics(signal, level, node.residuals));
    }

    private static void join(LimitLevel[] causes, int cause, LimitLevel level) {
        if (cause >= 0) {
            causes[cause] = LimitLevel.worst(causes[cause], level);
        }
    }

    private @Nullable LimitDecision decision(String ruleId) {
        for (LimitDecision decision : decisions) {
            if (decision.rule().ruleId().equals(ruleId)) {
                return decision;
            }
        }
        return null;
    }

    /** The ends of alarms whose rules are gone. */
    private void withdrawn() {
        for (LimitDecision decision : decisions) {
            if (decision.signal() == Signal.NONE) {
                out.accept(AlarmText.event(nodeId, decision, reportSeconds, time));
            }
        }
    }

    private AlarmEvent changed(
            int place, @Nullable LimitDecision decision, LimitLevel before, LimitLevel now, boolean folded) {
        LimitState limits = node.limits;
        int cause = Explanations.cause(limits.signal(place), open);
        return AlarmText.folding(
                nodeId,
                limits.rule(place),
                limits.signal(place),
                before,
                now,
                limits.occurrencesAt(place),
                decision == null ? Double.NaN : decision.value(),
                folded && cause >= 0 ? Explanations.cause(cause).ruleId() : "",
                node.surroundings,
                time);
    }

    private void tell(Cause cause, LimitLevel before, LimitLevel now) {
        boolean own = ownBefore[cause.ordinal()] != null;
        String evidence = residuals == null ? "" : residuals.evidence(node.residuals, cause);
        out.accept(ResidualText.event(
                nodeId,
                cause,
                before,
                now,
                node.residuals.occurrences[cause.ordinal()],
                own ? value[cause.ordinal()] : Double.NaN,
                own ? limit[cause.ordinal()] : Double.NaN,
                evidence + limitsOf(cause),
                node.surroundings,
                time));
    }

    /** The limits that are part of a cause, for people. */
    private String limitsOf(Cause cause) {
        StringBuilder words = new StringBuilder();
        for (int place = 0; place < node.limits.rules(); place++) {
            if (node.limits.folded(place) && Explanations.cause(node.limits.signal(place), open) == cause.ordinal()) {
                words.append(words.length() == 0 ? "; outside its limits: " : ", ")
                        .append(node.limits.ruleId(place))
                        .append(" (")
                        .append(node.limits.levelAt(place))
                        .append(')');
            }
        }
        return words.toString();
    }
}
