package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import space.penumbra.control.show.AlarmView;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.DeskState;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorVerb;

/** The alarm desk. */
final class AlarmsApi {

    private static final Comparator<AlarmDeskEntry> GRAVEST_FIRST = Comparator.comparing(
                    (AlarmDeskEntry entry) -> entry.event().level())
            .thenComparing(AlarmDeskEntry::time)
            .reversed();

    private final FleetView view;
    private final Operators operators;

    AlarmsApi(FleetView view, Operators operators) {
        this.view = view;
        this.operators = operators;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/alarms", this::alarms),
                Route.post("/api/alarms/{key}/acknowledge", this::acknowledge),
                Route.post("/api/alarms/{key}/shelve", this::shelve),
                Route.post("/api/alarms/{key}/unshelve", this::unshelve));
    }

    private void alarms(Context context) {
        Optional<String> state = Query.text(context, "state").map(text -> text.toUpperCase(Locale.ROOT));
        Optional<DeskState> wanted =
                state.filter(text -> !text.equals("ALL")).map(text -> Query.constant("state", text, DeskState.class));
        Optional<LimitLevel> level = Query.constant(context, "level", LimitLevel.class);
        Optional<String> node = Query.text(context, "node");
        List<AlarmDeskEntry> found = view.alarms().stream()
                .filter(entry -> wanted.isEmpty() || entry.state() == wanted.get())
                .filter(entry -> state.isPresent() || entry.state() != DeskState.NORMAL)
                .filter(entry ->
                        level.isEmpty() || !level.get().worseThan(entry.event().level()))
                .filter(entry ->
                        node.isEmpty() || node.get().equals(entry.event().nodeId()))
                .sorted(GRAVEST_FIRST)
                .toList();
        ApiServer.json(context, Query.page(context, found, 500, AlarmView::of));
    }

    private AlarmDeskEntry known(Context context) {
        String key = context.pathParam("key");
        return view.alarm(key).orElseThrow(() -> ApiError.notFound("No alarm '" + key + "' is known"));
    }

    private void acknowledge(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            LimitLevel present = entry.event().level();
            LimitLevel seen = level(body, present);
            if (entry.state() != DeskState.ACTIVE && entry.state() != DeskState.RETURNED) {
                throw ApiError.conflict("The alarm is " + entry.state() + ": there is nothing to acknowledge");
            }
            if (entry.conditionHolds() && present.worseThan(seen)) {
                throw ApiError.conflict("The alarm is worse now: it is " + present + ", you saw " + seen);
            }
            Map<String, String> parameters = Map.of(
                    "level",
                    seen.name(),
                    "occurrence",
                    Long.toString(entry.event().occurrence()));
            return operators.take(OperatorVerb.ACKNOWLEDGE, entry.event().alarmKey(), body, parameters);
        });
    }

    private void shelve(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            Instant until = until(body);
            if (!until.isAfter(view.time())) {
                throw ApiError.badRequest("until " + until + " is not after the fleet's time " + view.time());
            }
            LimitLevel upTo = level(body, entry.event().level());
            if (entry.conditionHolds() && entry.event().level().worseThan(upTo)) {
                throw ApiError.conflict(
                        "The alarm is worse now: it is " + entry.event().level() + ", you saw " + upTo);
            }
            return operators.take(
                    OperatorVerb.SHELVE,
                    entry.event().alarmKey(),
                    body,
                    Map.of("until", until.toString(), "level", upTo.name()));
        });
    }

    private Instant until(JsonNode body) {
        JsonNode minutes = body.path("minutes");
        if (minutes.isNumber() && minutes.asDouble() > 0 && minutes.asDouble() <= 60 * 24 * 30) {
            return view.time().plusMillis(Math.round(minutes.asDouble() * 60_000));
        }
        String until = Operators.text(body, "until");
        if (until.isEmpty()) {
            throw ApiError.badRequest("until is missing: a shelf needs an end (an instant, or minutes up to 30 days)");
        }
        return Query.instant("until", until);
    }

    private void unshelve(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            if (entry.state() != DeskState.SHELVED) {
                throw ApiError.conflict("The alarm is " + entry.state() + ": it is not on the shelf");
            }
            return operators.take(OperatorVerb.UNSHELVE, entry.event().alarmKey(), body, Map.of());
        });
    }

    private static LimitLevel level(JsonNode body, LimitLevel otherwise) {
        String name = Operators.text(body, "level");
        return name.isEmpty() ? otherwise : Query.constant("level", name, LimitLevel.class);
    }
}
