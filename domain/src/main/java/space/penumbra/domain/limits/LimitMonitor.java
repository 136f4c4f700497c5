package space.penumbra.domain.limits;

import java.util.function.Consumer;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Tests a node's values against its rules. An alarm is raised when as many frames in a row as the rule's persistence are
 * outside; from then on every change of level speaks at once, with hysteresis on the way back. A value that is not
 * reported is no evidence either way. Stateless; all state is in the {@link LimitState} that is passed in.
 */
public final class LimitMonitor {

    private static final long TICK_MILLIS = 100;
    private static final int MINUTE_TICKS = 600;
    /** Over a longer gap a rate says nothing, and so long a surprise stands. */
    private static final int LONGEST_TICKS = 10 * MINUTE_TICKS;

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
        state.surprises.take(frame);
        for (int place = signals.length; place < list.rules.length; place++) {
            CompiledRule rule = list.rules[place];
            float reading = readings[rule.signal.reading()];
            double value;
            if (rule.signal.surprise()) {
                value = surprise(state, place, rule.signal.reading(), frame.timeMillis());
            } else if (rule.signal.flat()) {
                value = unchanged(state, place, reading, frame.timeMillis());
            } else {
                value = rate(state, place, reading, frame.timeMillis());
            }
            test(state, place, rule, value, now, decisions);
        }
    }

    /** Strength of the newest alert of the generic detector, for ten minutes; 0 then, and before the first. */
    private static double surprise(LimitState state, int place, int reading, long timeMillis) {
        double alert = state.surprises.alert(reading);
        int now = ticks(timeMillis);
        int passed = now - state.ticks(place);
        boolean stands = state.ticks(place) != 0 && passed >= 0 && passed < LONGEST_TICKS;
        if (alert > 0 && !(stands && alert < state.value(place))) {
            state.remember(place, (float) alert, now);
            return alert;
        }
        return stands ? state.value(place) : 0;
    }

    /** Change a minute since the value that is remembered, once a minute has passed; NaN before, and after a gap. */
    private static double rate(LimitState state, int place, float reading, long timeMillis) {
        if (Float.isNaN(reading)) {
            return Double.NaN;
        }
        int now = ticks(timeMillis);
        int passed = now - state.ticks(place);
        boolean known = state.ticks(place) != 0 && passed > 0 && passed <= LONGEST_TICKS;
        if (known && passed < MINUTE_TICKS) {
            return Double.NaN;
        }
        double rate = known ? (reading - state.value(place)) * (double) MINUTE_TICKS / passed : Double.NaN;
        state.remember(place, reading, now);
        return rate;
    }

    /** Minutes since a reading had another value; a reading that is not reported says nothing. */
    private static double unchanged(LimitState state, int place, float reading, long timeMillis) {
        if (Float.isNaN(reading)) {
            return Double.NaN;
        }
        int now = ticks(timeMillis);
        int passed = now - state.ticks(place);
        if (state.ticks(place) == 0 || reading != state.value(place) || passed < 0) {
            state.remember(place, reading, now);
            return 0;
        }
        return passed / (double) MINUTE_TICKS;
    }

    /** Event time in tenths of a second, which come round after years; never 0. */
    private static int ticks(long timeMillis) {
        int ticks = (int) (timeMillis / TICK_MILLIS);
        return ticks == 0 ? 1 : ticks;
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
