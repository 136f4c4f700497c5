package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import space.penumbra.control.show.RuleForm;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.limits.LimitRule;

/** The limit rules in force, and the short way to change one: a new version that holds at once, written with who and why. */
final class RulesApi {

    private final FleetView view;
    private final Operators operators;
    private final RulesDesk desk;

    RulesApi(FleetView view, Operators operators, RulesDesk desk) {
        this.view = view;
        this.operators = operators;
        this.desk = desk;
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
        ApiServer.json(
                context,
                view.rule(id)
                        .orElseThrow(
                                () -> ApiError.notFound("No rule '" + id + "' is known: GET /api/rules lists them")));
    }

    private void change(Context context) {
        String id = context.pathParam("id");
        ApiServer.mutate(context, operators, body -> {
            LimitRule rule = ApiServer.badRequestIfRefused(() -> RuleForm.read(body, id, 1, view.time()));
            return desk.decide(id, "change", body, (history, by) -> {
                        demandVersion(id, body.path("version"), history.liveNumber());
                        return history.change(rule, by);
                    })
                    .rule();
        });
    }

    /** Refuses what was written against a version that no longer holds. */
    static void demandVersion(String id, JsonNode version, long present) {
        if (version.isNumber() && version.asLong() != present) {
            throw ApiError.conflict("Rule '" + id + "' is in version " + present + " by now, not " + version.asLong()
                    + ": read it again");
        }
    }
}
