package space.penumbra.control.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleCheck;
import space.penumbra.domain.limits.Signal;

/**
 * A rule as people write it in JSON: the components of a {@link LimitRule}, and optionally {@code unit}, which must then be the reading's own. All
 * mistakes are told at once. Not thread-safe.
 */
public final class RuleForm {

    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of(
            "ruleId",
            "profile",
            "field",
            "unit",
            "above",
            "context",
            "watch",
            "warning",
            "distress",
            "critical",
            "severe",
            "hysteresis",
            "persistence",
            "enabled",
            "runbook",
            "version",
            "time"));
    private static final Set<String> BESIDE = Set.of("operator", "reason", "actionId", "basedOn", "token");

    private final JsonNode body;
    private final List<String> mistakes = new ArrayList<>();

    private RuleForm(JsonNode body) {
        this.body = body;
    }

    /**
     * The rule in a JSON object.
     *
     * @param id the rule's identity, whatever the object says
     * @param version its version
     * @param time event time of the change
     * @throws IllegalArgumentException every mistake with its value and what to do, in one sentence
     */
    public static LimitRule read(JsonNode body, String id, long version, Instant time) {
        RuleForm form = new RuleForm(body);
        LimitRule rule = form.rule(id, version, time);
        form.mistakes.addAll(RuleCheck.problems(rule));
        if (!form.mistakes.isEmpty()) {
            throw new IllegalArgumentException("The rule is wrong: " + String.join("; ", form.mistakes));
        }
        return rule;
    }

    private LimitRule rule(String id, long version, Instant time) {
        body.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name) && !BESIDE.contains(name)) {
                mistakes.add("'" + name + "' is no part of a rule: use " + KNOWN);
            }
        });
        String field = text("field");
        unit(field);
        return new LimitRule(
                id,
                text("profile"),
                field,
                flag("above", true),
                context(),
                threshold("watch"),
                threshold("warning"),
                threshold("distress"),
                threshold("critical"),
                threshold("severe"),
                number("hysteresis", 0),
                whole("persistence", 1),
                flag("enabled", true),
                version,
                text("runbook"),
                time);
    }

    private void unit(String field) {
        Optional<Signal> signal = Signal.ofField(field);
        String unit = text("unit");
        if (!unit.isEmpty() && signal.isPresent() && !signal.get().unit().equals(unit)) {
            mistakes.add("unit '" + unit + "' is not that of " + field + ": convert the thresholds to "
                    + signal.get().unit());
        }
    }

    private String text(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            mistakes.add(name + " " + value + " must be a text");
            return "";
        }
        return value.textValue().strip();
    }

    private boolean flag(String name, boolean otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            mistakes.add(name + " " + value + " must be true or false");
        }
        return value.asBoolean(otherwise);
    }

    private LimitContext context() {
        String name = text("context");
        if (name.isEmpty()) {
            return LimitContext.ANY;
        }
        return Arrays.stream(LimitContext.values())
                .filter(context -> context.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    mistakes.add("context '" + name + "' is none of " + Arrays.toString(LimitContext.values()));
                    return LimitContext.ANY;
                });
    }

    private double threshold(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber()) {
            mistakes.add(name + " " + value + " is no number: give one, or null for a level that is not used");
            return Double.NaN;
        }
        return value.doubleValue();
    }

    private double number(String name, double otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            mistakes.add(name + " " + value + " is no number");
            return otherwise;
        }
        return value.doubleValue();
    }

    private int whole(String name, int otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            mistakes.add(name + " " + value + " is no whole number");
            return otherwise;
        }
        return value.intValue();
    }
}
