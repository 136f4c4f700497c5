package space.penumbra.cli.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;

class CtlCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> requests = new ArrayList<>();
    private final List<JsonNode> bodies = new ArrayList<>();
    private HttpServer server;
    private String url;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void showsTheAlarmsThatAreAskedFor() {
        answer = """
                {"items":[{"alarmKey":"a/gpu-temperature","level":"WARNING","state":"ACTIVE",
                  "raisedAt":"2026-11-22T12:00:00Z","message":"GPU at 84 C, limit 80"}],"total":1}""";
        Run run = ctl("alarms", "--level", "WARNING");
        assertThat(run.code()).isZero();
        assertThat(requests).containsExactly("GET /api/alarms?level=WARNING");
        assertThat(run.out()).contains("a/gpu-temperature", "ACTIVE", "2026-11-22 12:00:00Z", "GPU at 84 C, limit 80");
    }

    @Test
    void saysWhyNothingIsDoneAndWhatWouldChangeThat() {
        answer = """
                {"said":"w/1 rides out the eclipse.","choice":{"turningPoints":["would not ride if the battery had 3.1 kWh less"],
                  "alternatives":[{"action":"PAUSE","targetNodeId":"","costGpuHours":0.5,"note":"stops it"}]}}""";
        Run run = ctl("why", "w/1");
        assertThat(run.code()).isZero();
        assertThat(requests).containsExactly("GET /api/workloads/w%2F1/explanation");
        assertThat(run.out()).contains("rides out the eclipse", "3.1 kWh less", "PAUSE", "0.50 GPUh", "stops it");
    }

    @Test
    void showsWhatActionsWereWorth() {
        answer = """
                {"days":[{"day":"2026-06-21","actions":12,"moves":9,"needless":1,"savedGpuHours":41.25,"costGpuHours":2.5,
                  "depthAvoided":1.75}]}""";
        Run run = ctl("value", "--days", "7");
        assertThat(requests).containsExactly("GET /api/value?days=7");
        assertThat(run.out()).contains("2026-06-21", "12", "41.3 GPUh", "1.8");
    }

    @Test
    void showsWhoIsToldAndWhetherMessagesGetThere() {
        answer = """
                {"items":[{"endpoint":"on-call","circuit":"OPEN","wants":"alarms from SEVERE","format":"PAGERDUTY","queued":3,
                  "wallTime":"2026-11-22T12:00:00Z","lastError":"answered 500"}]}""";
        Run run = ctl("webhooks", "endpoints");
        assertThat(run.code()).isZero();
        assertThat(requests).containsExactly("GET /api/webhooks/endpoints");
        assertThat(run.out())
                .contains("on-call", "OPEN", "alarms from SEVERE", "PAGERDUTY", "2026-11-22 12:00:00Z", "answered 500");
    }

    @Test
    void listsWhatNobodyTook() {
        answer = """
                {"items":[{"messageId":"msg_1","endpoint":"on-call","attempts":9,"time":"2026-11-22T12:00:00Z",
                  "lastError":"timed out"}]}""";
        Run run = ctl("webhooks", "undelivered");
        assertThat(requests).containsExactly("GET /api/webhooks/undelivered");
        assertThat(run.out()).contains("msg_1", "9", "2026-11-22 12:00:00Z", "timed out");
    }

    @Test
    void showsADashWhereNothingIsReported() {
        answer = """
                {"items":[{"nodeId":"host-1","level":"IN_LIMITS","batteryChargeRatio":null,"nextHazard":null}],"total":7}""";
        Run run = ctl("nodes");
        assertThat(run.out()).contains("host-1  IN_LIMITS  -").contains("1 of 7 shown");
    }

    @Test
    void acknowledgesInSomebodysNameAndEscapesTheKey() {
        status = 202;
        Run run = ctl("ack", "dd650-03-07/gpu-temperature", "--operator", "mia", "--reason", "looking");
        assertThat(run.code()).isZero();
        assertThat(requests).containsExactly("POST /api/alarms/dd650-03-07%2Fgpu-temperature/acknowledge");
        assertThat(bodies.get(0))
                .isEqualTo(JSON.createObjectNode().put("operator", "mia").put("reason", "looking"));
        assertThat(run.out())
                .contains("acknowledged dd650-03-07/gpu-temperature")
                .contains("mia");
    }

    @Test
    void actsOnAWholeIncidentByItsId() {
        status = 202;
        assertThat(ctl("ack", "INC:hot@2026-06-21T12:00:00Z", "--operator", "mia", "--reason", "storm")
                        .code())
                .isZero();
        assertThat(ctl("own", "a/hot", "--operator", "mia", "--owner", "ana", "--reason", "shift change")
                        .code())
                .isZero();
        assertThat(ctl("out-of-service", "a/hot", "--operator", "mia", "--reason", "sensor swap")
                        .code())
                .isZero();
        assertThat(requests)
                .containsExactly(
                        "POST /api/incidents/INC%3Ahot%402026-06-21T12%3A00%3A00Z/acknowledge",
                        "POST /api/alarms/a%2Fhot/own", "POST /api/alarms/a%2Fhot/out-of-service");
        assertThat(bodies.get(1).path("owner").asText()).isEqualTo("ana");
    }

    @Test
    void showsIncidentsWithTheirReach() {
        answer = """
                {"items":[{"incidentId":"INC:hot@x","level":"WARNING","nodes":42,"open":40,"unacknowledged":38,
                  "scope":"PLANE","place":"dd650/3","hazard":null,"lastRaised":"2026-11-22T12:00:00Z"}],"total":1}""";
        Run run = ctl("incidents");
        assertThat(requests).containsExactly("GET /api/incidents?size=50");
        assertThat(run.out()).contains("INC:hot@x", "42", "38", "dd650/3");
    }

    @Test
    void doesNothingWithoutAReason() {
        Run run = ctl("hold");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--reason");
        assertThat(requests).isEmpty();
    }

    @Test
    void passesOnWhyFleetControlRefused() {
        status = 409;
        answer = "{\"error\":\"Command c1 is COMPLETED: only a waiting command can be approved\"}";
        Run run = ctl("approve", "c1", "--reason", "agreed");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("fleet control refused: Command c1 is COMPLETED");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void saysThatNobodyAnswers() {
        Run run = Run.of("ctl", "nodes", "--url", "http://127.0.0.1:1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("fleet control does not answer at http://127.0.0.1:1")
                .contains("--url");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        Run run = Run.of("ctl", "nodes", "--url", "localhost");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'localhost' is no address");
    }

    @Test
    void takesARuleThroughTheLab(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rule.json"), "{\"ruleId\":\"gpu/x\",\"watch\":80,\"version\":4}");
        status = 202;
        answer = "{\"ruleId\":\"gpu/x\",\"number\":5}";
        assertThat(ctl("rules", "draft", file.toString(), "--operator", "mia", "--reason", "calmer")
                        .out())
                .contains("drafted version 5 of gpu/x (recorded for mia)");
        assertThat(bodies.get(0).path("basedOn").asLong()).isEqualTo(4);
        for (String step : List.of("shadow", "stop", "promote", "discard", "restore")) {
            requests.clear();
            assertThat(ctl("rules", step, "gpu/x", "5", "--operator", "mia", "--reason", "calmer")
                            .code())
                    .as(step)
                    .isZero();
            assertThat(requests).containsExactly("POST /api/rules/gpu%2Fx/versions/5/" + step);
        }
        requests.clear();
        assertThat(ctl("rules", "back", "gpu/x", "--operator", "mia", "--reason", "loud")
                        .out())
                .contains("took gpu/x one step back");
        assertThat(requests).containsExactly("POST /api/rules/gpu%2Fx/back");
    }

    @Test
    void showsVersionsShadowsAndBacktests() {
        answer = """
                {"items":[{"number":2,"state":"LIVE","author":"mia","reason":"calmer","basedOn":1,"restores":0,
                  "changedBy":"tom","changedTime":"2026-06-21T12:00:00Z"}]}""";
        assertThat(ctl("rules", "versions", "gpu").out())
                .contains("2026-06-21 12:00:00Z  tom  mia         calmer  1         -");
        answer = """
                {"items":[{"version":{"ruleId":"gpu","number":2,"state":"SHADOW"},
                  "shadow":{"total":{"shadowRaised":7,"liveRaised":3,"shadowFirst":2}}}]}""";
        assertThat(ctl("rules", "lab").out()).containsPattern("gpu +2 +SHADOW .* 7 +3 +2");
        answer = """
                {"complete":false,"report":{"ruleId":"gpu","number":2,"liveNumber":1,"faults":4,"kinds":["COOLING_LOOP"],
                  "tested":{"precision":0.5,"recall":0.75,"medianLeadSeconds":-90,"wrongPerThousandNodeDays":12.34},
                  "inForce":{"precision":null,"recall":0}}}""";
        assertThat(ctl("rules", "backtest", "gpu", "2", "--minutes", "30").out())
                .contains("TESTED (2)  IN FORCE (1)")
                .containsPattern("precision +0.50 +-")
                .containsPattern("recall +0.75 +0.00")
                .containsPattern("median lead.* -90")
                .contains("ask for fewer minutes");
        assertThat(bodies.get(bodies.size() - 1).path("minutes").asInt()).isEqualTo(30);
    }

    @Test
    void writesTheWholeAnswerForMachines() {
        answer = "{\"items\":[],\"total\":0}";
        assertThat(ctl("rules", "--json", "-").out()).contains("\"total\" : 0");
    }

    private Run ctl(String... args) {
        List<String> all = new ArrayList<>(List.of("ctl"));
        all.addAll(List.of(args));
        all.addAll(List.of("--url", url));
        return Run.of(all.toArray(String[]::new));
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            bodies.add(JSON.readTree(body));
        }
        byte[] bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
