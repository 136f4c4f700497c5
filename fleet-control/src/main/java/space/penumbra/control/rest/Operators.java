package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.control.audit.ActionLog;
import space.penumbra.control.show.Json;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;
import space.penumbra.domain.rules.RuleVerdict;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.Signature;

/**
 * Takes what people do: checks who and why, writes it down, and only then says so. An action id that was taken before is not
 * written again. Thread-safe.
 */
final class Operators {

    private static final Logger LOG = LoggerFactory.getLogger(Operators.class);
    private static final int MOST_CHARACTERS = 500;

    private final FleetView view;
    private final ActionLog log;
    private final Clock clock;
    private final Map<String, OperatorAction> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OperatorAction> eldest) {
            return size() > 1000;
        }
    };

    Operators(FleetView view, ActionLog log, Clock clock) {
        this.view = view;
        this.log = log;
        this.clock = clock;
    }

    /** The action of this id, if it was taken before. */
    Optional<OperatorAction> repeated(JsonNode body) {
        String id = text(body, "actionId");
        synchronized (recent) {
            return Optional.ofNullable(recent.get(id)).or(() -> view.action(id));
        }
    }

    /** Takes the action and returns it as written. */
    OperatorAction take(OperatorVerb verb, String subject, JsonNode body, Map<String, String> parameters) {
        OperatorAction action = action(verb, subject, body, parameters);
        write(() -> log.append(action));
        return remember(action);
    }

    /**
     * Takes a change of a rule.
     *
     * @param step what is done with the version, one word
     */
    OperatorAction take(String step, RuleVerdict verdict, JsonNode body) {
        RuleVersion subject = verdict.subject();
        OperatorAction action = action(
                OperatorVerb.CHANGE_RULE,
                subject.ruleId(),
                body,
                Map.of(
                        "step",
                        step,
                        "version",
                        Long.toString(subject.number()),
                        "state",
                        subject.state().name(),
                        "rule",
                        Json.write(subject.rule())));
        write(() -> log.append(action, verdict.versions(), verdict.inForce()));
        return remember(action);
    }

    /** Who changes a rule, and why. */
    Signature signature(JsonNode body) {
        OperatorAction action = action(OperatorVerb.CHANGE_RULE, "", body, Map.of());
        return new Signature(action.operator(), action.reason(), action.time(), action.wallTime());
    }

    private OperatorAction action(OperatorVerb verb, String subject, JsonNode body, Map<String, String> parameters) {
        String operator = text(body, "operator");
        String reason = text(body, "reason");
        if (operator.isBlank()) {
            throw ApiError.badRequest("operator is missing: say who does this");
        }
        boolean needsReason = switch (verb) {
            case HOLD,
                    CANCEL,
                    REJECT,
                    SHELVE,
                    CHANGE_RULE,
                    PLAN_MAINTENANCE,
                    CANCEL_MAINTENANCE,
                    NOTE,
                    TAKE_OUT_OF_SERVICE -> true;
            case ACKNOWLEDGE, UNSHELVE, APPROVE, RELEASE, OWN, RETURN_TO_SERVICE, SEND_AGAIN -> false;
        };
        if (needsReason && reason.isBlank()) {
            throw ApiError.badRequest("reason is missing: say why");
        }
        String id = text(body, "actionId");
        return new OperatorAction(
                id.isBlank() ? UUID.randomUUID().toString() : id,
                verb,
                subject,
                operator.strip(),
                reason.strip(),
                parameters,
                clock.instant(),
                view.time());
    }

    private static void write(Runnable append) {
        try {
            append.run();
        } catch (RuntimeException e) {
            LOG.warn("operator action not written problem={}", e.getMessage());
            throw ApiError.unavailable(
                    "Kafka did not confirm the action: nothing is certain, send it again with the" + " same actionId");
        }
    }

    private OperatorAction remember(OperatorAction action) {
        synchronized (recent) {
            recent.put(action.actionId(), action);
        }
        LOG.info("operator action verb={} subject={} operator={}", action.verb(), action.subject(), action.operator());
        return action;
    }

    /** The new owner: the one named, which may be nobody, else the operator himself. */
    static String owner(JsonNode body) {
        return text(body, body.has("owner") ? "owner" : "operator").strip();
    }

    static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual() || value.textValue().length() > MOST_CHARACTERS) {
            throw ApiError.badRequest(name + " must be a text of at most " + MOST_CHARACTERS + " characters");
        }
        return value.textValue();
    }
}
