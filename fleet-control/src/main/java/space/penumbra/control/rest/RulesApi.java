package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import space.penumbra.control.show.Json;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleCheck;

/** The limit rules, changed live: each change is a new version, written with who and why. */
final class RulesApi {

    private final FleetView view;
    private final Operators operators;

    RulesApi(FleetView view, Operators operators) {
        this.view = view;
        this.operators = operators;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/rules", this::rules),
                Route.get("/api/rules/{id}", this::rule),
                Route.put("/api/rules/{id}", this::change));
    }

    private void rules(Context context) {
        List<LimitRule> all = view.rules().stream()
                .sorted(Comparator.comparing(LimitRule::ruleId))
                .toList();
        ApiServer.json(context, Query.page(context, all, 500, rule -> rule));
    }

    private void rule(Context context) {
        String id = context.pathParam("id");
        ApiServer.json(context, view.rule(id).orElseThrow(() -> ApiError.notFound("No rule '" + id + "' is known")));
    }

    private void change(Context context) {
        String id = context.pathParam("id");
        ApiServer.mutate(context, operators, body -> {
            long present = view.rule(id).map(LimitRule::version).orElse(0L);
            JsonNode version = body.path("version");
            if (version.isNumber() && version.asLong() != present) {
                throw ApiError.conflict("Rule '" + id + "' is in version " + present + " by now: read it again");
            }
            LimitRule rule = checked(
                    versioned(id, ApiServer.badRequestIfRefused(() -> Json.as(body, LimitRule.class)), present + 1));
            operators.take(rule, body);
            return rule;
        });
    }

    private LimitRule versioned(String id, LimitRule wish, long version) {
        return new LimitRule(
                id,
                wish.profile() == null ? "" : wish.profile(),
                wish.field() == null ? "" : wish.field(),
                wish.above(),
                wish.context() == null ? LimitContext.ANY : wish.context(),
                wish.watch(),
                wish.warning(),
                wish.distress(),
                wish.critical(),
                wish.severe(),
                wish.hysteresis(),
                Math.max(1, wish.persistence()),
                wish.enabled(),
                version,
                wish.runbook() == null ? "" : wish.runbook(),
                view.time());
    }

    /** All mistakes at once. */
    private static LimitRule checked(LimitRule rule) {
        List<String> mistakes = RuleCheck.problems(rule);
        if (!mistakes.isEmpty()) {
            throw ApiError.badRequest("The rule is wrong: " + String.join("; ", mistakes));
        }
        return rule;
    }
}
