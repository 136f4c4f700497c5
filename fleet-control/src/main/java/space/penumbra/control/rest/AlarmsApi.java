package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.control.show.AlarmView;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.DeskState;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorVerb;

/** The alarm desk, one alarm at a time. */
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
                Route.get("/api/alarms/{key}", this::alarm),
                Route.post("/api/alarms/{key}/acknowledge", this::acknowledge),
                Route.post("/api/alarms/{key}/shelve", this::shelve),
                Route.post("/api/alarms/{key}/unshelve", this::unshelve),
                Route.post("/api/alarms/{key}/own", this::own),
                Route.post("/api/alarms/{key}/note", this::note),
                Route.post("/api/alarms/{key}/out-of-service", this::takeOut),
                Route.post("/api/alarms/{key}/return-to-service", this::takeBack));
    }

    private void alarms(Context context) {
        Optional<String> state = Query.text(context, "state").map(text -> text.toUpperCase(Locale.ROOT));
        Optional<DeskState> wanted =
                state.filter(text -> !text.equals("ALL")).map(text -> Query.constant("state", text, DeskState.class));
        Optional<LimitLevel> level = Query.constant(context, "level", LimitLevel.class);
        Optional<String> node = Query.text(context, "node");
        Optional<String> owner = Query.text(context, "owner");
        Optional<Set<String>> members = Query.text(context, "incident")
                .map(id -> new HashSet<>(view.incidents().members(id)));
        List<AlarmDeskEntry> found = view.alarms().stream()
                .filter(entry -> wanted.isEmpty() || entry.state() == wanted.get())
                .filter(entry -> state.isPresent() || entry.state() != DeskState.NORMAL)
                .filter(entry ->
                        level.isEmpty() || !level.get().worseThan(entry.event().level()))
                .filter(entry ->
                        node.isEmpty() || node.get().equals(entry.event().nodeId()))
                .filter(entry -> owner.isEmpty() || owner.get().equals(entry.owner()))
                .filter(entry -> members.isEmpty()
                        || members.get().contains(entry.event().alarmKey()))
                .sorted(GRAVEST_FIRST)
                .toList();
        ApiServer.json(context, Query.page(context, found, 500, entry -> AlarmView.of(view, entry)));
    }

    private AlarmDeskEntry known(Context context) {
        String key = context.pathParam("key");
        return view.alarm(key).orElseThrow(() -> ApiError.notFound("No alarm '" + key + "' is known"));
    }

    private void alarm(Context context) {
        AlarmDeskEntry entry = known(context);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("alarm", AlarmView.of(view, entry));
        answer.put("rule", view.rule(entry.event().ruleId()).orElse(null));
        answer.put("actions", view.actionsOn(entry.event().alarmKey()));
        ApiServer.json(context, answer);
    }

    private void acknowledge(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            LimitLevel present = entry.event().level();
            LimitLevel seen = level(body, present);
            if (!entry.wantsAcknowledgement()) {
                throw ApiError.conflict("The alarm is " + entry.state() + ": there is nothing to acknowledge");
            }
            refuseWorse(entry, seen);
            Map<String, String> parameters = Map.of(
                    "level",
                    seen.name(),
                    "occurrence",
                    Long.toString(entry.event().occurrence()));
            return operators.take(OperatorVerb.ACKNOWLEDGE, entry.event().alarmKey(), body, parameters);
        });
    }

    private static void refuseWorse(AlarmDeskEntry entry, LimitLevel seen) {
        LimitLevel present = entry.event().level();
        if (entry.conditionHolds() && present.worseThan(seen)) {
            throw ApiError.conflict("The alarm is worse now: it is " + present + ", you saw " + seen);
        }
    }

    private void shelve(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            Instant until = Shelf.until(body, view.time());
            LimitLevel upTo = level(body, entry.event().level());
            if (entry.state() == DeskState.OUT_OF_SERVICE) {
                throw ApiError.conflict("The alarm is OUT_OF_SERVICE: return it to service before you shelve it");
            }
            refuseWorse(entry, upTo);
            return operators.take(
                    OperatorVerb.SHELVE,
                    entry.event().alarmKey(),
                    body,
                    Map.of("until", until.toString(), "level", upTo.name()));
        });
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

    private void own(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(
                context,
                operators,
                body -> operators.take(
                        OperatorVerb.OWN, entry.event().alarmKey(), body, Map.of("owner", Operators.owner(body))));
    }

    private void note(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(
                context,
                operators,
                body -> operators.take(OperatorVerb.NOTE, entry.event().alarmKey(), body, Map.of()));
    }

    private void takeOut(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            if (entry.state() == DeskState.OUT_OF_SERVICE) {
                throw ApiError.conflict("The alarm is OUT_OF_SERVICE already, by " + entry.outOfServiceBy());
            }
            return operators.take(
                    OperatorVerb.TAKE_OUT_OF_SERVICE, entry.event().alarmKey(), body, Map.of());
        });
    }

    private void takeBack(Context context) {
        AlarmDeskEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            if (entry.state() != DeskState.OUT_OF_SERVICE) {
                throw ApiError.conflict("The alarm is " + entry.state() + ": it is in service");
            }
            return operators.take(OperatorVerb.RETURN_TO_SERVICE, entry.event().alarmKey(), body, Map.of());
        });
    }

    private static LimitLevel level(JsonNode body, LimitLevel otherwise) {
        String name = Operators.text(body, "level");
        return name.isEmpty() ? otherwise : Query.constant("level", name, LimitLevel.class);
    }
}
