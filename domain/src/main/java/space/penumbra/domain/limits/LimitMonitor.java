package space.penumbra.domain.limits;

import java.util.function.Consumer;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Tests a node's values against its rules. An alarm is raised when as many frames in a row as the rule's persistence are
 * outside; from then on every change of level speaks at once, with hysteresis on the way back. A value that is not
 * reported is no evidence either way. Stateless; all state is in the {@link LimitState} that is passed in.
 */
public final class LimitMonitor {

    private LimitMonitor() {}

    /**
     * Brings a node's numbers under the rules now in force. Alarms of rules that no longer exist for it return to normal.
     */
    public static void bind(LimitState state, RuleList list, Surroundings now, Consumer<LimitDecision> decisions) {
        if (state.list == list) {
            return;
        }
        for (int place = 0; place < state.size(); place++) {
            String ruleId = state.ruleId(place);
            boolean told = state.levelAt(place) != LimitLevel.IN_LIMITS && !state.folded(place);
            if (told && list.placeOf(ruleId) < 0) {
                decisions.accept(LimitDecision.withdrawn(ruleId, state.at(place), now));
            }
        }
        state.bind(list);
    }

    /** Tests a frame; the state must be bound. */
    public static void frame(
            LimitState state,
            TelemetryFrame frame,
            double upsetsPerHour,
            Surroundings now,
            Consumer<LimitDecision> decisions) {
        RuleList list = state.list;
        int[] signals = list.signals;
        double[] signs = list.signs;
        double[] calmBelow = list.calmBelow;
        float[] readings = frame.readings();
        for (int place = 0; place < signals.length; place++) {
            int signal = signals[place];
            double value;
            if (signal < readings.length) {
                value = readings[signal];
            } else {
                value = signal == Signal.UPSETS_PER_HOUR.index() ? upsetsPerHour : 0;
            }
            // Nothing to remember and nothing to say, in whatever surroundings.
            if (!(signs[place] * value < calmBelow[place]) || !LimitState.idle(state.at(place))) {
                test(state, place, list.rules[place], value, now, decisions);
            }
        }
    }

    /** Tests a single signal between frames; the state must be bound. */
    public static void signal(
            LimitState state, Signal signal, double value, Surroundings now, Consumer<LimitDecision> decisions) {
        CompiledRule[] rules = state.list.rules;
        for (int place = 0; place < rules.length; place++) {
            if (rules[place].signal == signal) {
                test(state, place, rules[place], value, now, decisions);
            }
        }
    }

    /** Whether an alarm on this signal is open; the state must be bound. */
    public static boolean open(LimitState state, Signal signal) {
        CompiledRule[] rules = state.list.rules;
        for (int place = 0; place < rules.length; place++) {
            if (rules[place].signal == signal && state.levelAt(place) != LimitLevel.IN_LIMITS) {
                return true;
            }
        }
        return false;
    }

    private static void test(
            LimitState state,
            int place,
            CompiledRule rule,
            double value,
            Surroundings now,
            Consumer<LimitDecision> decisions) {
        int packed = state.at(place);
        boolean holds = rule.holds(now);
        if (holds ? Double.isNaN(value) : LimitState.idle(packed)) {
            return;
        }
        LimitLevel present = LimitState.level(packed);
        LimitLevel next = holds ? rule.level(value, present) : LimitLevel.IN_LIMITS;
        if (next == LimitLevel.IN_LIMITS && LimitState.idle(packed)) {
            return;
        }
        int occurrence = LimitState.occurrence(packed);
        if (present != LimitLevel.IN_LIMITS) {
            if (next != present) {
                decisions.accept(decision(rule, packed, next, holds ? value : Double.NaN, now));
                state.set(place, next, 0, occurrence);
            }
        } else if (next == LimitLevel.IN_LIMITS) {
            state.set(place, next, 0, occurrence);
        } else if (LimitState.count(packed) + 1 < rule.rule.persistence()) {
            state.set(place, present, LimitState.count(packed) + 1, occurrence);
        } else {
            state.set(place, next, 0, occurrence + 1);
            decisions.accept(decision(rule, packed, next, value, now));
        }
    }

    private static LimitDecision decision(
            CompiledRule rule, int packed, LimitLevel next, double value, Surroundings now) {
        LimitLevel before = LimitState.level(packed);
        int occurrence = LimitState.occurrence(packed) + (before == LimitLevel.IN_LIMITS ? 1 : 0);
        double limit = rule.limit(LimitLevel.worst(before, next));
        return new LimitDecision(rule.rule, rule.signal, before, next, occurrence, value, limit, now);
    }
}
