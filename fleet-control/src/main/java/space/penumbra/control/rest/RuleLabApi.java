package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import space.penumbra.control.backtest.Backtests;
import space.penumbra.control.show.Json;
import space.penumbra.control.show.RuleForm;
import space.penumbra.control.show.VersionView;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.rules.RuleHistory;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVerdict;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.Signature;

/** Versions of rules: drafted, tried in shadow, back-tested, put in force and taken back. */
final class RuleLabApi {

    private static final int USUAL_MINUTES = 60;

    private final FleetView view;
    private final Operators operators;
    private final RulesDesk desk;
    private final Backtests backtests;

    RuleLabApi(FleetView view, Operators operators, RulesDesk desk, Backtests backtests) {
        this.view = view;
        this.operators = operators;
        this.desk = desk;
        this.backtests = backtests;
    }

    List<Route> routes() {
        String version = "/api/rules/{id}/versions/{number}";
        return List.of(
                Route.get("/api/rule-lab", this::lab),
                Route.get("/api/rules/{id}/versions", this::versions),
                Route.get(version, this::version),
                Route.post("/api/rules/{id}/versions", this::draft),
                Route.post("/api/rules/{id}/back", context -> act(context, "back", RuleHistory::back)),
                Route.post(version + "/shadow", this::shadow),
                Route.post(version + "/stop", numbered("stop", RuleHistory::stop)),
                Route.post(version + "/discard", numbered("discard", RuleHistory::discard)),
                Route.post(version + "/promote", numbered("promote", RuleHistory::promote)),
                Route.post(version + "/restore", numbered("restore", RuleHistory::restore)),
                Route.post(version + "/backtest", this::backtest));
    }

    /** What is under way: drafts and shadows with what they would have said, and where one step back leads. */
    private void lab(Context context) {
        List<Map<String, Object>> items = view.lab().versions().stream()
                .filter(version -> version.state() == RuleState.DRAFT || version.state() == RuleState.SHADOW)
                .sorted(Comparator.comparing(RuleVersion::ruleId).thenComparing(RuleVersion::number))
                .map(this::shown)
                .toList();
        Map<String, Long> before = new TreeMap<>();
        view.rules()
                .forEach(rule -> desk.history(rule.ruleId())
                        .before()
                        .ifPresent(version -> before.put(rule.ruleId(), version.number())));
        ApiServer.json(context, Map.of("items", items, "total", items.size(), "before", before));
    }

    private Map<String, Object> shown(RuleVersion version) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("version", VersionView.of(version));
        shown.put("shadow", view.lab().shadowed(version).orElse(null));
        return shown;
    }

    private void versions(Context context) {
        RuleHistory history = known(context);
        ApiServer.json(
                context,
                Map.of(
                        "items",
                        history.newestFirst().stream().map(VersionView::of).toList(),
                        "live",
                        history.liveNumber(),
                        "before",
                        history.before().map(RuleVersion::number).orElse(0L)));
    }

    private void version(Context context) {
        ApiServer.json(context, shown(wanted(context)));
    }

    private RuleHistory known(Context context) {
        String id = context.pathParam("id");
        RuleHistory history = desk.history(id);
        if (history.newestFirst().isEmpty()) {
            throw ApiError.notFound("No rule '" + id + "' is known: GET /api/rules lists them");
        }
        return history;
    }

    private RuleVersion wanted(Context context) {
        RuleHistory history = known(context);
        long number = number(context);
        return history.find(number)
                .orElseThrow(() -> ApiError.notFound("Rule '" + context.pathParam("id") + "' has no version " + number
                        + ": its newest is " + history.newestFirst().get(0).number()));
    }

    private static long number(Context context) {
        String number = context.pathParam("number");
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("'" + number + "' is no number of a version");
        }
    }

    private void draft(Context context) {
        String id = context.pathParam("id");
        ApiServer.mutate(context, operators, body -> {
            LimitRule rule = ApiServer.badRequestIfRefused(() -> RuleForm.read(body, id, 1, view.time()));
            return VersionView.of(desk.decide(id, "draft", body, (history, by) -> {
                RulesApi.demandVersion(id, body.path("basedOn"), history.liveNumber());
                return history.draft(rule, by);
            }));
        });
    }

    private void shadow(Context context) {
        long number = number(context);
        String id = context.pathParam("id");
        act(
                context,
                "shadow",
                (history, by) -> history.shadow(number, view.lab().shadowsBeside(id), by));
    }

    private interface Numbered {
        RuleVerdict decide(RuleHistory history, long number, Signature by);
    }

    private Handler numbered(String step, Numbered decision) {
        return context -> {
            long number = number(context);
            act(context, step, (history, by) -> decision.decide(history, number, by));
        };
    }

    private void act(Context context, String step, BiFunction<RuleHistory, Signature, RuleVerdict> decision) {
        String id = context.pathParam("id");
        ApiServer.mutate(context, operators, body -> VersionView.of(desk.decide(id, step, body, decision)));
    }

    /** Runs over the newest frames; changes nothing and is not written down. */
    private void backtest(Context context) {
        JsonNode body =
                ApiServer.badRequestIfRefused(() -> Json.tree(context.body().isBlank() ? "{}" : context.body()));
        int minutes = body.path("minutes").asInt(USUAL_MINUTES);
        if (!body.path("minutes").isMissingNode() && !body.path("minutes").isInt()
                || minutes < 1
                || minutes > Backtests.MOST_MINUTES) {
            throw ApiError.badRequest("minutes " + body.path("minutes") + " must be a whole number from 1 to "
                    + Backtests.MOST_MINUTES + ": for more use 'penumbra rules backtest'");
        }
        LimitRule rule = wanted(context).rule();
        ApiServer.json(
                context,
                ApiServer.badRequestIfRefused(() -> backtests
                        .run(rule, minutes)
                        .orElseThrow(
                                () -> ApiError.conflict("Another back-test is running: try again when it is done"))));
    }
}
