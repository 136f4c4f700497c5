package space.penumbra.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static space.penumbra.cli.fuzz.Surface.demand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import space.penumbra.control.audit.ActionLog;
import space.penumbra.control.backtest.Backtests;
import space.penumbra.control.history.HistoryKind;
import space.penumbra.control.rest.ApiServer;
import space.penumbra.control.rest.Component;
import space.penumbra.control.rest.People;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.AlarmDesk;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.hazard.Maintenance;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.wire.Topics;

/**
 * Every POST and PUT of fleet control over HTTP. What is taken is written down and can be carried out by those who read it; what is
 * refused says why and leaves nothing behind; nothing is answered with 500.
 */
final class RestSurface implements Surface, ActionLog {

    private static final Set<Integer> TAKEN = Set.of(200, 202);
    private static final Set<Integer> REFUSED = Set.of(400, 403, 404, 405, 409, 413, 415, 431);
    private static final String ALARM = "/api/alarms/" + encoded(AlarmEvent.key(RestFleet.NODE, RestFleet.RULE));
    private static final String INCIDENT = "/api/incidents/INCIDENT";
    private static final String WHO = "\"operator\":\"mia\",\"reason\":\"storm\"";

    /** Method, path and a body that is taken. */
    private static final List<String[]> REQUESTS = List.of(
            post(ALARM + "/acknowledge", ",\"level\":\"WARNING\",\"actionId\":\"action-1\""),
            post(ALARM + "/shelve", ",\"minutes\":30,\"level\":\"WARNING\""),
            post(ALARM + "/shelve", ",\"until\":\"2026-06-21T13:00:00Z\""),
            post(ALARM + "/unshelve", ""),
            post(ALARM + "/own", ",\"owner\":\"ann\""),
            post(ALARM + "/note", ""),
            post(ALARM + "/out-of-service", ""),
            post(ALARM + "/return-to-service", ""),
            post(INCIDENT + "/acknowledge", ",\"seen\":\"2026-06-21T12:00:00Z\""),
            post(INCIDENT + "/shelve", ",\"until\":\"2026-06-21T13:00:00Z\""),
            post(INCIDENT + "/own", ",\"owner\":\"\""),
            post(INCIDENT + "/note", ""),
            post("/api/commands/" + RestFleet.COMMAND + "/approve", ""),
            post("/api/commands/" + RestFleet.COMMAND + "/reject", ""),
            post("/api/commands/" + RestFleet.COMMAND + "/cancel", ""),
            post(
                    "/api/maintenance",
                    ",\"subject\":\"a\",\"start\":\"2026-06-21T13:00:00Z\",\"end\":\"2026-06-21T14:00:00Z\""),
            post("/api/maintenance/action-1/cancel", ""),
            post("/api/webhooks/undelivered/" + RestFleet.MESSAGE + "/send-again", ",\"endpoint\":\"pager\""),
            post("/api/hold", ""),
            post("/api/release", ""),
            post("/api/session", ""),
            post("/api/session/end", ""),
            post("/api/rules/" + RestFleet.RULE + "/back", ""),
            post("/api/rules/" + RestFleet.RULE + "/versions/2/shadow", ""),
            post("/api/rules/" + RestFleet.RULE + "/versions/2/promote", ""),
            post("/api/rules/" + RestFleet.RULE + "/versions/1/restore", ""),
            post("/api/rules/" + RestFleet.RULE + "/versions/1/backtest", ",\"minutes\":30"),
            rule(),
            rule(),
            rule(),
            rule());

    private final FleetView view = RestFleet.view();
    private final AlarmDeskEntry alarm = AlarmDesk.hear(null, RestFleet.alarm()).orElseThrow();
    private final RuleBook rules = new RuleBook(List.of());
    private final List<OperatorAction> written = new ArrayList<>();
    private final List<LimitRule> changed = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiServer server;

    RestSurface() {
        server = new ApiServer(
                new ApiServer.Parts(
                        view,
                        this,
                        HistoryKind.NONE.reader(URI.create(""), "", ""),
                        new Backtests(view, (from, to, clock, test) -> true),
                        () -> List.of(new Component("fuzz", true, true, "")),
                        Map::of,
                        Clock.fixed(RestFleet.NOW, ZoneOffset.UTC)),
                "127.0.0.1",
                0,
                People.withToken(""));
    }

    private static String[] post(String path, String more) {
        return new String[] {"POST", path, "{" + WHO + more + "}"};
    }

    private static String[] rule() {
        return new String[] {
            "PUT",
            "/api/rules/" + RestFleet.RULE,
            "{" + WHO + ",\"profile\":\"orbital\",\"field\":\"gpuTemperatureMaxCelsius\",\"above\":true,"
                    + "\"context\":\"ANY\",\"watch\":80,\"warning\":85,\"distress\":90,\"critical\":null,\"severe\":99.5,"
                    + "\"hysteresis\":2,\"persistence\":3,\"enabled\":true,\"runbook\":\"cool it\"}"
        };
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Outcome attempt(SplittableRandom random, Input input) throws IOException, InterruptedException {
        String[] request = REQUESTS.get(random.nextInt(REQUESTS.size()));
        String other = REQUESTS.get(random.nextInt(REQUESTS.size()))[2];
        String body = random.nextInt(3) > 0
                ? Mutator.value(random, request[2], Mutator.word(random))
                : Mutator.text(random, request[2], other);
        String path = request[1].replace(
                "INCIDENT", encoded(view.incidents().open().get(0).incidentId()));
        if (random.nextInt(10) == 0) {
            path = path.substring(0, path.lastIndexOf('/') + 1) + encoded(Mutator.word(random));
        }
        input.is((request[0] + " " + path + "\n" + body).getBytes(UTF_8));
        written.clear();
        changed.clear();
        return judged(sent(request[0], path, body), path.startsWith("/api/session"));
    }

    private HttpResponse<String> sent(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException closedAfterTheOneBefore) {
            // A body that is too large is not read, and its connection is closed: that may show only now.
            written.clear();
            changed.clear();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private Outcome judged(HttpResponse<String> answer, boolean session) {
        int status = answer.statusCode();
        if (TAKEN.contains(status)) {
            demand(status == 200 || written.size() == 1, "taken, and " + written.size() + " actions written down");
            written.forEach(this::carryOut);
            changed.forEach(this::carryOut);
            return new Outcome(1, 0);
        }
        demand(REFUSED.contains(status), "answered with " + status + ": " + answer.body());
        demand(written.isEmpty(), "refused with " + status + ", and yet written down");
        demand(session || hasReason(answer), "refused with " + status + " without a reason: " + answer.body());
        return new Outcome(0, 1);
    }

    private static boolean hasReason(HttpResponse<String> answer) {
        try {
            return !new ObjectMapper()
                    .readTree(answer.body())
                    .path("error")
                    .asText()
                    .isBlank();
        } catch (JsonProcessingException e) {
            // An address that is none is refused before anybody looks at it, by a page of the server's own.
            return answer.statusCode() == 400 && answer.body().contains("Bad Request");
        }
    }

    /** What the alarm desk, the forecasts and the gate do with an action. */
    private void carryOut(OperatorAction action) {
        OperatorAction read = Topics.OPERATOR_ACTIONS
                .codec()
                .decode(Topics.OPERATOR_ACTIONS.codec().encode(action));
        AlarmDesk.operate(alarm, read)
                .ifPresent(entry -> Topics.ALARMS_DESK
                        .codec()
                        .decode(Topics.ALARMS_DESK.codec().encode(entry)));
        Optional<Maintenance> plan = Maintenance.of(read);
        plan.ifPresent(each ->
                demand(each.start().toEpochMilli() <= each.end().toEpochMilli(), "a plan ends before it begins"));
        view.put(read);
    }

    /** A rule that was taken must be one that the jobs use: else the caller was told what is not so. */
    private void carryOut(LimitRule rule) {
        LimitRule read = Topics.RULES_DEFINITIONS
                .codec()
                .decode(Topics.RULES_DEFINITIONS.codec().encode(rule));
        demand(rules.offer(read), "taken, but no job will use the rule");
        view.put(read);
    }

    @Override
    public void append(OperatorAction action) {
        written.add(action);
    }

    @Override
    public void append(OperatorAction action, List<RuleVersion> versions, LimitRule inForce) {
        written.add(action);
        // Fleet control answers when it sees what it has written.
        versions.forEach(view.lab()::version);
        if (inForce != null) {
            changed.add(inForce);
            view.put(inForce);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        server.close();
    }
}
