package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.control.Samples.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.rules.ShadowFinding;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class RuleLabApiTest {

    private static final String RULE = "/api/rules/pointing-error";
    private static final String WHY = "{\"operator\":\"mia\",\"reason\":\"too many calls\"}";

    private final ServerRig rig = new ServerRig("");

    @AfterEach
    void stop() {
        rig.close();
    }

    private static String draft(String watch) {
        return "{\"operator\":\"mia\",\"reason\":\"too many calls\",\"profile\":\"orbital\",\"field\":\"pointingErrorDegrees\","
                + "\"unit\":\"deg\",\"above\":true,\"watch\":" + watch
                + ",\"warning\":6,\"hysteresis\":0.5,\"persistence\":3,\"runbook\":\"look\"}";
    }

    private JsonNode done(String path, String body) {
        HttpResponse<String> answer = rig.post(RULE + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return ServerRig.json(answer);
    }

    private String refused(int status, String path, String body) {
        HttpResponse<String> answer = rig.post(RULE + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ServerRig.error(answer);
    }

    @Test
    void goesFromDraftThroughShadowIntoForceAndOneStepBack() {
        JsonNode draft = done("/versions", draft("3"));
        assertThat(draft.path("number").asLong()).isEqualTo(2);
        assertThat(draft.path("state").asText()).isEqualTo("DRAFT");
        assertThat(draft.path("unit").asText()).isEqualTo("deg");
        assertThat(rig.rules).as("a draft changes nothing").isEmpty();

        assertThat(done("/versions/2/shadow", WHY).path("state").asText()).isEqualTo("SHADOW");
        assertThat(rig.rules).isEmpty();

        done("/versions/2/promote", WHY);
        assertThat(rig.rules).singleElement().satisfies(rule -> {
            assertThat(rule.watch()).isEqualTo(3);
            assertThat(rule.version()).isEqualTo(2);
        });

        JsonNode back = done("/back", WHY);
        assertThat(back.path("restores").asLong()).isOne();
        assertThat(rig.json(RULE).path("watch").asDouble()).isEqualTo(2);
        assertThat(rig.json(RULE + "/versions").path("items"))
                .extracting(item ->
                        item.path("number").asText() + item.path("state").asText())
                .containsExactly("3LIVE", "2RETIRED", "1RETIRED");
    }

    @Test
    void everyStepIsAuditedWithThePersonAndTheContent() {
        done("/versions", draft("3"));
        done("/versions/2/shadow", WHY);
        done("/versions/2/promote", WHY);

        assertThat(rig.written).extracting(OperatorAction::verb).containsOnly(OperatorVerb.CHANGE_RULE);
        assertThat(rig.written).extracting(OperatorAction::operator).containsOnly("mia");
        assertThat(rig.written)
                .extracting(action -> action.parameters().get("step"))
                .containsExactly("draft", "shadow", "promote");
        assertThat(rig.written.get(2).parameters().get("rule")).contains("\"watch\":3.0");
        assertThat(refused(400, "/versions/2/stop", "{\"operator\":\"mia\"}")).contains("reason is missing");
    }

    @Test
    void tellsAllMistakesAtOnceWithValueAndRemedy() {
        String wrong = draft("\"NaN\"")
                .replace("pointingErrorDegrees", "mood")
                .replace("\"persistence\":3", "\"persistence\":0,\"wrning\":1,\"severe\":1");
        assertThat(refused(400, "/versions", wrong))
                .contains("watch \"NaN\" is no number: give one, or null")
                .contains("field 'mood' is no reading: use one of [solarPowerWatts")
                .contains("persistence 0 must be 1 to 255 frames")
                .contains("'wrning' is no part of a rule")
                .contains("severe 1.0 is milder than warning 6.0: of a rule that is bad above");
        assertThat(refused(400, "/versions", draft("3").replace("\"deg\"", "\"rad\"")))
                .contains("unit 'rad' is not that of pointingErrorDegrees: convert the thresholds to deg");
        assertThat(rig.written).isEmpty();
    }

    @Test
    void refusesWhatDoesNotFitTheStateOrTheVersion() {
        assertThat(refused(404, "/versions/9/promote", WHY))
                .contains("has no version 9")
                .contains("[1]");
        assertThat(refused(409, "/versions/1/shadow", WHY)).contains("is LIVE and cannot become SHADOW");
        assertThat(refused(400, "/versions/two/shadow", WHY)).contains("'two' is no number of a version");
        assertThat(refused(409, "/versions", draft("3").replace("{\"operator", "{\"basedOn\":7,\"operator")))
                .contains("is in version 1 by now, not 7");
        assertThat(ServerRig.error(rig.get("/api/rules/none/versions"))).contains("No rule 'none' is known");
        assertThat(ServerRig.error(rig.post("/api/rules/none/back", WHY))).contains("nothing to go back from");
        done("/versions", draft("3"));
        done("/versions", draft("4"));
        done("/versions/2/promote", WHY);
        assertThat(refused(409, "/versions/3/promote", WHY)).contains("version 2 is in force by now");
    }

    @Test
    void aChangeThatIsInForceAtOnceCanBeTakenBackToo() {
        HttpResponse<String> answer = rig.send("PUT", RULE, draft("3"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        done("/back", WHY);
        assertThat(rig.json(RULE).path("watch").asDouble()).isEqualTo(2);
    }

    @Test
    void showsWhatAShadowWouldHaveSaid() {
        done("/versions", draft("3"));
        done("/versions/2/shadow", WHY);
        ShadowFinding finding =
                new ShadowFinding("pointing-error", 2, 1, true, true, false, "n1", LimitLevel.WATCH, 3.5, 3, at(10));
        rig.view.lab().count(ShadowCount.of(finding));
        rig.view.lab().count(ShadowCount.of(finding));

        JsonNode item = rig.json("/api/rule-lab").path("items").path(0);

        assertThat(item.path("version").path("state").asText()).isEqualTo("SHADOW");
        assertThat(item.path("shadow").path("total").path("shadowRaised").asInt())
                .isEqualTo(2);
        assertThat(item.path("shadow").path("samples")).hasSize(2);
        assertThat(item.path("shadow").path("samples").path(0).path("nodeId").asText())
                .isEqualTo("n1");
    }

    @Test
    void backTestsAVersionOverTheNewestFrames() {
        done("/versions", draft("3"));
        rig.recorded = test -> {
            for (int second = 0; second < 5; second++) {
                test.frame(new TelemetryFrame()
                        .nodeId("n1")
                        .timeMillis(at(20 * second).toEpochMilli())
                        .sequence(second)
                        .set(Reading.POINTING_ERROR, 2.5)
                        .set(Reading.ALTITUDE, 550));
            }
            return false;
        };
        HttpResponse<String> answer = rig.post(RULE + "/versions/2/backtest", "{\"minutes\":30}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode report = ServerRig.json(answer).path("report");
        assertThat(ServerRig.json(answer).path("complete").asBoolean()).isFalse();
        assertThat(report.path("frames").asInt()).isEqualTo(5);
        assertThat(report.path("tested").path("alarms").asInt()).isZero();
        assertThat(report.path("inForce").path("alarms").asInt()).isOne();
        assertThat(report.path("tested").path("precision").isNull()).isTrue();
        assertThat(rig.written).as("a back-test changes nothing").hasSize(1);
        for (String minutes : List.of("0", "5000", "\"ten\"")) {
            assertThat(refused(400, "/versions/2/backtest", "{\"minutes\":" + minutes + "}"))
                    .contains("from 1 to 1440");
        }
    }
}
