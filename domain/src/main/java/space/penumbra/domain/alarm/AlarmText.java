package space.penumbra.domain.alarm;

import java.time.Instant;
import java.util.Locale;
import space.penumbra.domain.limits.LimitDecision;
import space.penumbra.domain.limits.LimitLevel;
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
