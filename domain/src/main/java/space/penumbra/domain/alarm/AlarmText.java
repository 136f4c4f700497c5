package space.penumbra.domain.alarm;

import java.time.Instant;
import java.util.Locale;
import space.penumbra.domain.limits.LimitDecision;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.limits.Surroundings;

/** Every sentence that an operator reads in an alarm, and the event that carries it. */
public final class AlarmText {

    private AlarmText() {}

    /**
     * The event of a decision.
     *
     * @param reportIntervalSeconds how often the node reports, for the sentence about silence
     */
    public static AlarmEvent event(String nodeId, LimitDecision decision, double reportIntervalSeconds, Instant time) {
        AlarmChange change = AlarmChange.between(decision.before(), decision.level());
        return new AlarmEvent(
                AlarmEvent.key(nodeId, decision.rule().ruleId()),
                nodeId,
                decision.rule().ruleId(),
                change,
                decision.level(),
                decision.occurrence(),
                decision.value(),
                decision.limit(),
                decision.signal().unit(),
                decision.surroundings().name(),
                sentence(decision, change, reportIntervalSeconds),
                false,
                time);
    }

    /**
     * The event of a limit that became part of another finding, or no longer is.
     *
     * @param before level as it was told
     * @param level level as it is told now
     * @param value what is measured now; NaN if it was not looked at
     * @param part the rule id of the finding that it is part of now; empty if none, or if load and Sun explain it
     */
    public static AlarmEvent folding(
            String nodeId,
            LimitRule rule,
            Signal signal,
            LimitLevel before,
            LimitLevel level,
            int occurrence,
            double value,
            String part,
            Surroundings surroundings,
            Instant time) {
        String what = label(signal.field());
        String is = Double.isNaN(value) ? "" : what + " is " + number(value) + symbol(signal.unit()) + ". ";
        String words;
        if (level != LimitLevel.IN_LIMITS) {
            words = is + what + " is outside its " + level + " limit " + where(surroundings)
                    + ", and nothing that is known explains it.";
        } else if (part.isEmpty()) {
            words = is + "Load and Sun explain it, and nothing is left over: see the forecast.";
        } else {
            words = is + "It is part of " + part + ".";
        }
        return new AlarmEvent(
                AlarmEvent.key(nodeId, rule.ruleId()),
                nodeId,
                rule.ruleId(),
                AlarmChange.between(before, level),
                level,
                occurrence,
                value,
                Double.NaN,
                signal.unit(),
                surroundings.name(),
                words,
                false,
                time);
    }

    private static String sentence(LimitDecision decision, AlarmChange change, double reportIntervalSeconds) {
        if (decision.signal() == Signal.MISSED_REPORTS) {
            return change == AlarmChange.RETURNED
                    ? "Frames arrive again."
                    : "No frame for " + number(decision.value()) + " report intervals of "
                            + number(reportIntervalSeconds) + " s although contact was expected.";
        }
        if (decision.signal() == Signal.NONE) {
            return "The limit " + decision.rule().ruleId() + " no longer exists for this node.";
        }
        String what = label(decision.signal().field());
        String unit = symbol(decision.signal().unit());
        if (Double.isNaN(decision.value())) {
            return what + ": the limit of " + number(decision.limit()) + unit + " no longer holds "
                    + where(decision.surroundings()) + ".";
        }
        String value = what + " is " + number(decision.value()) + unit;
        if (decision.signal().surprise()) {
            return change == AlarmChange.RETURNED
                    ? what + " is over: ten minutes without another."
                    : value + " of at most 1: unlike what it was before.";
        }
        if (change == AlarmChange.RETURNED) {
            return value + ", back inside the limit of " + number(decision.limit()) + unit + ".";
        }
        boolean eased = change == AlarmChange.EASED;
        LimitLevel named = eased ? decision.before() : decision.level();
        String side = decision.rule().above() == eased ? "below" : "above";
        return value + ", " + side + " the " + named + " limit of " + number(decision.limit()) + unit + " "
                + where(decision.surroundings()) + ".";
    }

    private static String where(Surroundings surroundings) {
        String light = "in unknown light";
        if (surroundings.sunlit()) {
            light = "in the Sun";
        } else if (surroundings.penumbra()) {
            light = "in penumbra";
        } else if (surroundings.umbra()) {
            light = "in umbra";
        }
        return surroundings.saa() ? light + " and in the South Atlantic Anomaly" : light;
    }

    /** {@code gpuTemperatureMaxCelsius} for people: "GPU temperature max". */
    private static String label(String field) {
        if (field.endsWith(Signal.PER_MINUTE)) {
            return label(field.substring(0, field.length() - Signal.PER_MINUTE.length())) + " change a minute";
        } else if (field.endsWith(Signal.UNCHANGED)) {
            return label(field.substring(0, field.length() - Signal.UNCHANGED.length())) + " time without change";
        } else if (field.endsWith(Signal.SURPRISE)) {
            return label(field.substring(0, field.length() - Signal.SURPRISE.length())) + " surprise";
        }
        String words = field.replaceAll(
                        "(Celsius|Watts|Ratio|Volts|Degrees|Kilometres|KilogramsPerSecond|BytesPerSecond)$", "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replace("gpu", "GPU")
                .replace("cpu", "CPU");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String symbol(String unit) {
        switch (unit) {
            case "1":
            case "/h":
                // The label says it already.
                return "";
            case "Cel":
            case "Cel/min":
                return " °C";
            case "deg":
                return "°";
            default:
                return " " + unit;
        }
    }

    /** Three decimals at most, no more than are needed. */
    private static String number(double value) {
        double rounded = Math.abs(value) < 10 ? Math.rint(value * 1000) / 1000 : Math.rint(value * 10) / 10;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
