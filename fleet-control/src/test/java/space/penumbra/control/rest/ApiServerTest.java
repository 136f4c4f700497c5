package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static space.penumbra.control.Samples.START;
import static space.penumbra.control.Samples.alarm;
import static space.penumbra.control.Samples.at;
import static space.penumbra.control.Samples.hazards;
import static space.penumbra.control.Samples.move;
import static space.penumbra.control.Samples.node;
import static space.penumbra.control.Samples.status;
import static space.penumbra.control.Samples.window;
import static space.penumbra.control.Samples.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.control.show.Json;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmDesk;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.Maintenance;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;
import space.penumbra.orbit.elements.MeanElements;

class ApiServerTest {

    private final ServerRig rig = new ServerRig("");

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void listsWorkThatIsOverAfterAllThatStillWantsAPlace() throws Exception {
        rig.view.put(workload("w1", "a", WorkloadState.FINISHED, 1, 4));
        rig.view.put(workload("w2", "a", WorkloadState.PAUSED, 1, 4));
        rig.view.put(workload("w3", "b", WorkloadState.RUNNING, 1, 4));
        assertThat(rig.json("/api/workloads").path("items").findValuesAsText("workloadId"))
                .containsExactly("w2", "w3", "w1");
    }

    @Test
    void showsNodesWithStatusOutlookAndLoad() {
        rig.view.put(node("a", 3));
        rig.view.put(node("b", 4));
        rig.view.put(status("a", LimitLevel.WARNING, false, 10));
        rig.view.put(hazards("a", window("a", HazardKind.UMBRA, 600, 1800), window("a", HazardKind.SAA, 60, 90)));
        rig.view.put(workload("w1", "a", 1, 4));

        JsonNode page = rig.json("/api/nodes");
        assertThat(page.path("total").asInt()).isEqualTo(2);
        JsonNode first = page.path("items").path(0);
        assertThat(first.path("nodeId").asText()).isEqualTo("a");
        assertThat(first.path("level").asText()).isEqualTo("WARNING");
        assertThat(first.path("time").asText()).isEqualTo("2026-06-21T12:00:10Z");
        assertThat(first.path("plane").asInt()).isEqualTo(3);
        assertThat(first.path("workloads").asInt()).isEqualTo(1);
        assertThat(first.path("nextHazard").path("kind").asText()).isEqualTo("SAA");
        JsonNode unheard = page.path("items").path(1);
        assertThat(unheard.path("latitudeDegrees").isNull()).isTrue();
        assertThat(unheard.path("time").isNull()).isTrue();
    }

    @Test
    void filtersAndPagesNodes() {
        for (String id : List.of("a", "b", "c")) {
            rig.view.put(node(id, 1));
            rig.view.put(status(id, 0));
        }
        rig.view.put(status("b", LimitLevel.IN_LIMITS, true, 1));

        assertThat(rig.json("/api/nodes?state=silent").path("items").findValuesAsText("nodeId"))
                .containsExactly("b");
        assertThat(rig.json("/api/nodes?page=1&size=2").path("items").findValuesAsText("nodeId"))
                .containsExactly("c");
        assertThat(rig.json("/api/nodes?q=c").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void wrongParametersAreNamed() {
        assertThat(rig.get("/api/nodes?state=purple").statusCode()).isEqualTo(400);
        assertThat(ServerRig.error(rig.get("/api/nodes?state=purple"))).contains("'PURPLE' in state");
        assertThat(ServerRig.error(rig.get("/api/nodes?size=5000"))).contains("'5000' in size", "1 to 1000");
        assertThat(ServerRig.error(rig.get("/api/hazards?from=yesterday"))).contains("'yesterday' in from");
        assertThat(rig.get("/api/nodes/none").statusCode()).isEqualTo(404);
        assertThat(rig.get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(ServerRig.error(rig.get("/api/nothing"))).contains("/api/nothing");
    }

    @Test
    void everythingAboutANodeIsOnOnePage() {
        rig.view.put(node("a", 1));
        rig.view.put(status("a", 0));
        rig.view.put(hazards("a", window("a", HazardKind.UMBRA, 600, 1800)));
        rig.view.put(workload("w1", "a", 1, 4));
        rig.view.put(AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.WARNING, 1, 5))
                .orElseThrow());
        rig.view.put(command("w1", CommandState.PROPOSED));

        JsonNode answer = rig.json("/api/nodes/a");
        assertThat(answer.path("spec").path("gpuCount").asInt()).isEqualTo(8);
        assertThat(answer.path("status").path("batteryChargeRatio").asDouble()).isEqualTo(0.9);
        assertThat(answer.path("hazards")).hasSize(1);
        assertThat(answer.path("alarms").path(0).path("state").asText()).isEqualTo("ACTIVE");
        assertThat(answer.path("workloads")).hasSize(1);
        assertThat(answer.path("commands")
                        .path(0)
                        .path("proposal")
                        .path("workloadId")
                        .asText())
                .isEqualTo("w1");
        assertThat(answer.path("commands")
                        .path(0)
                        .path("completedMarginSeconds")
                        .isNull())
                .isTrue();
    }

    @Test
    void aMissingStoreIsSaidInOneLine() {
        rig.view.put(node("a", 1));
        HttpResponse<String> answer = rig.get("/api/nodes/a/history?field=batteryChargeRatio");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(ServerRig.error(answer)).isEqualTo("No history store is configured");
        assertThat(rig.get("/api/nodes/a/history?field=x%22;drop").statusCode()).isEqualTo(400);
    }

    @Test
    void acknowledgingWritesWhoWhyAndWhatWasSeenAndRepeatingItWritesNothing() {
        rig.view.put(AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.WARNING, 2, 5))
                .orElseThrow());
        String body = "{\"operator\":\"mia\",\"reason\":\"looking\",\"level\":\"WARNING\",\"actionId\":\"x1\"}";

        assertThat(rig.post("/api/alarms/a%2Fhot/acknowledge", body).statusCode())
                .isEqualTo(202);
        assertThat(rig.post("/api/alarms/a%2Fhot/acknowledge", body).statusCode())
                .isEqualTo(200);

        assertThat(rig.written).singleElement().satisfies(action -> {
            assertThat(action.verb()).isEqualTo(OperatorVerb.ACKNOWLEDGE);
            assertThat(action.subject()).isEqualTo("a/hot");
            assertThat(action.operator()).isEqualTo("mia");
            assertThat(action.parameters()).containsEntry("level", "WARNING").containsEntry("occurrence", "2");
            assertThat(action.wallTime()).isEqualTo(ServerRig.WALL);
            assertThat(action.time()).isEqualTo(at(0));
        });
    }

    @Test
    void anAcknowledgementOfSomethingMilderThanItIsNowIsRefused() {
        rig.view.put(AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.CRITICAL, 1, 5))
                .orElseThrow());
        HttpResponse<String> answer =
                rig.post("/api/alarms/a%2Fhot/acknowledge", "{\"operator\":\"mia\",\"level\":\"WARNING\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(ServerRig.error(answer)).contains("CRITICAL", "WARNING");
        assertThat(rig.written).isEmpty();
    }

    @Test
    void ownsNotesAndTakesOutOfServiceWithWhoAndWhy() {
        rig.view.put(AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.WARNING, 1, 5))
                .orElseThrow());
        String alarm = "/api/alarms/a%2Fhot/";
        assertThat(rig.post(alarm + "own", "{\"operator\":\"mia\",\"owner\":\"ana\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(rig.post(alarm + "note", "{\"operator\":\"mia\"}").statusCode())
                .as("a note without words")
                .isEqualTo(400);
        assertThat(rig.post(alarm + "out-of-service", "{\"operator\":\"mia\",\"reason\":\"swap\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(ServerRig.error(rig.post(alarm + "return-to-service", "{\"operator\":\"mia\"}")))
                .as("nothing has taken effect yet")
                .contains("ACTIVE", "in service");
        assertThat(rig.written)
                .extracting(OperatorAction::verb)
                .containsExactly(OperatorVerb.OWN, OperatorVerb.TAKE_OUT_OF_SERVICE);
        assertThat(rig.written.get(0).parameters()).containsEntry("owner", "ana");
        rig.view.put(rig.written.get(0));
        JsonNode answer = rig.json("/api/alarms/a%2Fhot");
        assertThat(answer.path("alarm").path("incidentId").asText()).isEqualTo("INC:hot@2026-06-21T12:00:05Z");
        assertThat(answer.path("actions").path(0).path("verb").asText()).isEqualTo("OWN");
    }

    @Test
    void anIncidentIsAcknowledgedWithWhatWasSeenAndItsMembersCanBeRead() {
        for (String node : List.of("a", "b")) {
            rig.view.put(AlarmDesk.hear(null, alarm(node, AlarmChange.RAISED, LimitLevel.WARNING, 1, 5))
                    .orElseThrow());
        }
        JsonNode incident = rig.json("/api/incidents").path("items").path(0);
        assertThat(incident.path("nodes").asInt()).isEqualTo(2);
        assertThat(incident.path("unacknowledged").asInt()).isEqualTo(2);
        String id = "INC%3Ahot%402026-06-21T12%3A00%3A05Z";
        assertThat(rig.json("/api/alarms?incident=" + id).path("total").asInt()).isEqualTo(2);
        assertThat(rig.json("/api/alarms?incident=INC%3Aother").path("total").asInt())
                .isZero();
        String body = "{\"operator\":\"mia\",\"seen\":\"2026-06-21T12:00:07Z\"}";
        assertThat(rig.post("/api/incidents/" + id + "/acknowledge", body).statusCode())
                .isEqualTo(202);
        assertThat(rig.written).singleElement().satisfies(action -> {
            assertThat(action.subject()).isEqualTo("INC:hot@2026-06-21T12:00:05Z");
            assertThat(action.parameters()).containsEntry("rule", "hot").containsEntry("seen", "2026-06-21T12:00:07Z");
        });
        assertThat(rig.post("/api/incidents/INC%3Anone/acknowledge", body).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theLimitsThatHoldByDefaultAreShownAndThatOfAnAlarmIsBesideIt() {
        assertThat(rig.json("/api/rules?size=1000").path("total").asInt())
                .isEqualTo(DefaultRules.all().size());
        AlarmEvent hot = alarm("a", AlarmChange.RAISED, LimitLevel.WARNING, 1, 5);
        rig.view.put(AlarmDesk.hear(
                        null,
                        new AlarmEvent(
                                "a/gpu-temperature",
                                "a",
                                "gpu-temperature",
                                hot.change(),
                                hot.level(),
                                1,
                                91,
                                88,
                                "Cel",
                                "SUNLIT",
                                "hot",
                                false,
                                hot.time()))
                .orElseThrow());
        JsonNode shown = rig.json("/api/alarms").path("items").path(0);
        assertThat(shown.path("persistence").asInt())
                .isEqualTo(rig.view.rule("gpu-temperature").orElseThrow().persistence());
    }

    @Test
    void positionsAheadFollowTheElementsAndATrackComesBackAfterOneTurn() {
        rig.view.put(node("a", 1));
        rig.view.put(status("a", 0));
        rig.view.put(new MeanElements("a", 0, START, 14.7, 0.0001, 97.9, 90, 0, 0, 0));
        JsonNode now = rig.json("/api/nodes/positions?at=" + START);
        JsonNode later = rig.json("/api/nodes/positions?at=" + at(1500));
        assertThat(now.path("ids")).as("the other node has no elements").hasSize(1);
        assertThat(later.path("time").asText()).isEqualTo(at(1500).toString());
        assertThat(Math.abs(now.path("lat").path(0).asDouble()))
                .as("at its node")
                .isLessThan(1);
        assertThat(later.path("lat").path(0).asDouble()).as("a quarter turn on").isGreaterThan(70);
        JsonNode track = rig.json("/api/nodes/a/track");
        assertThat(track.path("places")).hasSize(180);
        assertThat(Math.abs(track.path("places").path(179).path("lat").asDouble()))
                .isLessThan(5);
        assertThat(track.path("places").findValuesAsText("illumination")).contains("UMBRA", "SUNLIT");
        assertThat(ServerRig.error(rig.get("/api/nodes/positions?at=" + at(90_000))))
                .contains("24 hours");
        rig.view.put(node("b", 1));
        assertThat(rig.get("/api/nodes/b/track").statusCode()).isEqualTo(404);
    }

    @Test
    void aShelfNeedsAnEndAheadInEventTime() {
        rig.view.put(AlarmDesk.hear(null, alarm("a", AlarmChange.RAISED, LimitLevel.WARNING, 1, 5))
                .orElseThrow());
        String shelve = "/api/alarms/a%2Fhot/shelve";
        assertThat(rig.post(shelve, "{\"operator\":\"mia\",\"reason\":\"r\"}").statusCode())
                .isEqualTo(400);
        assertThat(ServerRig.error(
                        rig.post(shelve, "{\"operator\":\"mia\",\"reason\":\"r\",\"until\":\"2020-01-01T00:00:00Z\"}")))
                .contains("not after");
        assertThat(rig.post(shelve, "{\"operator\":\"mia\",\"reason\":\"r\",\"minutes\":30}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(rig.written.get(0).parameters()).containsEntry("until", at(1800).toString());
    }

    @Test
    void holdNeedsANameAndAReasonAndAConfirmationFromKafka() {
        assertThat(ServerRig.error(rig.post("/api/hold", "{\"reason\":\"storm\"}")))
                .contains("operator");
        assertThat(ServerRig.error(rig.post("/api/hold", "{\"operator\":\"mia\"}")))
                .contains("reason");
        assertThat(ServerRig.error(rig.post("/api/hold", "no json"))).contains("no JSON");
        assertThat(rig.written).isEmpty();

        rig.broken = true;
        assertThat(rig.post("/api/hold", "{\"operator\":\"mia\",\"reason\":\"storm\"}")
                        .statusCode())
                .isEqualTo(503);
        rig.broken = false;
        assertThat(rig.post("/api/hold", "{\"operator\":\"mia\",\"reason\":\"storm\"}")
                        .statusCode())
                .isEqualTo(202);
        rig.view.put(rig.written.get(0));
        assertThat(rig.post("/api/hold", "{\"operator\":\"leo\",\"reason\":\"me too\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(rig.json("/api/fleet/summary").path("hold").path("by").asText())
                .isEqualTo("mia");
        assertThat(rig.json("/api/audit").path("items").path(0).path("verb").asText())
                .isEqualTo("HOLD");
    }

    @Test
    void maintenanceIsPlannedForKnownNodesAndCalledOff() {
        rig.view.put(node("a", 1));
        String who = "\"operator\":\"mia\",\"reason\":\"new pump\"";
        String when = "\"start\":\"2036-06-21T12:00:00Z\",\"end\":\"2036-06-21T13:00:00Z\"";
        assertThat(ServerRig.error(rig.post("/api/maintenance", "{" + who + "," + when + ",\"subject\":\"nowhere\"}")))
                .contains("nowhere")
                .contains("plane:");
        assertThat(ServerRig.error(rig.post(
                        "/api/maintenance", "{" + who + ",\"subject\":\"a\",\"start\":\"soon\",\"end\":\"later\"}")))
                .contains("soon");
        assertThat(
                        ServerRig.error(
                                rig.post(
                                        "/api/maintenance",
                                        "{" + who
                                                + ",\"subject\":\"a\",\"start\":\"2036-06-21T12:00:00Z\",\"end\":\"2036-06-21T12:00:00Z\"}")))
                .contains("after start");
        assertThat(rig.written).isEmpty();

        assertThat(rig.post("/api/maintenance", "{" + who + "," + when + ",\"subject\":\"a\",\"actionId\":\"m1\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(Maintenance.of(rig.written.get(0)).orElseThrow().end())
                .isEqualTo(java.time.Instant.parse("2036-06-21T13:00:00Z"));
        rig.view.put(rig.written.get(0));
        JsonNode plan = rig.json("/api/maintenance").path("items").path(0);
        assertThat(plan.path("subject").asText()).isEqualTo("a");
        assertThat(plan.path("maintenanceId").asText()).isEqualTo("m1");

        assertThat(rig.post("/api/maintenance/m2/cancel", "{" + who + "}").statusCode())
                .isEqualTo(404);
        assertThat(rig.post("/api/maintenance/m1/cancel", "{" + who + "}").statusCode())
                .isEqualTo(202);
        assertThat(Maintenance.of(rig.written.get(1)).orElseThrow().calledOff()).isTrue();
        rig.view.put(rig.written.get(1));
        assertThat(rig.json("/api/maintenance").path("items")).isEmpty();
    }

    @Test
    void contactIsNoHazardToWaitFor() {
        rig.view.put(node("a", 1));
        rig.view.put(
                hazards("a", window("a", HazardKind.GROUND_CONTACT, 60, 90), window("a", HazardKind.SAA, 600, 700)));

        assertThat(rig.json("/api/nodes")
                        .path("items")
                        .path(0)
                        .path("nextHazard")
                        .path("kind")
                        .asText())
                .isEqualTo("SAA");
    }

    @Test
    void commandsAreApprovedOnlyWhileTheyWaitForIt() {
        CommandEntry waiting = command("w1", CommandState.AWAITING_APPROVAL);
        CommandEntry done = command("w2", CommandState.COMPLETED);
        rig.view.put(waiting);
        rig.view.put(done);
        String body = "{\"operator\":\"mia\",\"reason\":\"fine\"}";

        assertThat(rig.post("/api/commands/" + waiting.commandId() + "/approve", body)
                        .statusCode())
                .isEqualTo(202);
        assertThat(rig.post("/api/commands/" + done.commandId() + "/approve", body)
                        .statusCode())
                .isEqualTo(409);
        assertThat(rig.post("/api/commands/" + done.commandId() + "/cancel", body)
                        .statusCode())
                .isEqualTo(409);
        assertThat(rig.post("/api/commands/none/cancel", body).statusCode()).isEqualTo(404);
        assertThat(rig.json("/api/commands?state=COMPLETED").path("total").asInt())
                .isEqualTo(1);
        assertThat(rig.json("/api/commands?live=true").path("total").asInt()).isEqualTo(1);
        assertThat(rig.json("/api/commands/" + done.commandId())
                        .path("commandId")
                        .asText())
                .isEqualTo(done.commandId());
    }

    @Test
    void aRuleIsChangedAgainstTheVersionThatWasReadAndAllMistakesAreNamed() {
        LimitRule rule = new LimitRule(
                "hot",
                "standard",
                "gpuTemperatureMaxCelsius",
                true,
                LimitContext.ANY,
                75,
                85,
                Double.NaN,
                95,
                Double.NaN,
                2,
                2,
                true,
                4,
                "",
                at(0));
        rig.view.put(rule);
        String good =
                Json.write(rule).replace("\"version\":4", "\"operator\":\"mia\",\"reason\":\"calmer\",\"version\":4");

        HttpResponse<String> answer = rig.send("PUT", "/api/rules/hot", good);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(rig.rules).singleElement().satisfies(written -> {
            assertThat(written.version()).isEqualTo(5);
            assertThat(written.distress()).isNaN();
            assertThat(written.warning()).isEqualTo(85);
        });
        assertThat(rig.written.get(0).verb()).isEqualTo(OperatorVerb.CHANGE_RULE);
        assertThat(rig.send("PUT", "/api/rules/hot", good.replace("\"version\":4", "\"version\":3"))
                        .statusCode())
                .isEqualTo(409);
        String bad = good.replace("\"warning\":85.0", "\"warning\":60").replace("gpuTemperatureMaxCelsius", "mood");
        assertThat(ServerRig.error(rig.send("PUT", "/api/rules/hot", bad)))
                .contains("mood")
                .contains("60");
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsRouted() {
        Set<String> described = new TreeSet<>();
        JsonNode paths = rig.json("/api/openapi.json").path("paths");
        paths.fieldNames()
                .forEachRemaining(path -> paths.path(path)
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        Set<String> routed = new HashSet<>(rig.routes());
        routed.add("GET /api/stream");
        assertThat(described).containsExactlyInAnyOrderElementsOf(routed);
    }

    @Test
    void everyReferenceOfTheDescriptionResolves() {
        JsonNode document = rig.json("/api/openapi.json");
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void metricsAreInPrometheusText() {
        rig.view.put(node("a", 1));
        HttpResponse<String> page = rig.get("/metrics");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(page.body())
                .contains("\npenumbra_fleet_nodes 1\n", "penumbra_undecodable_total{topic=\"fleet.status\"} 2\n")
                .contains("# TYPE penumbra_hold gauge\npenumbra_hold 0\n");
    }

    @Test
    void aTakenPortIsSaidInOneLine() {
        assertThatThrownBy(() -> new ApiServer(rig.parts(), "127.0.0.1", rig.port(), People.NOBODY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1:" + rig.port());
    }

    @Test
    void healthAndPositionsAnswer() {
        rig.view.put(status("a", 0));
        assertThat(rig.json("/api/health").path("status").asText()).isEqualTo("UP");
        JsonNode positions = rig.json("/api/nodes/positions");
        int place = positions.path("ids").path(0).asText().equals("a") ? 0 : 1;
        assertThat(positions.path("lat").path(place).asDouble()).isEqualTo(12.346);
        assertThat(positions.path("silent").path(place).asBoolean()).isFalse();
        assertThat(rig.json("/api/map/saa")).hasSizeGreaterThan(20);
        rig.view.put(hazards("a", window("a", HazardKind.UMBRA, 600, 1800)));
        JsonNode density = rig.json("/api/hazards/density?buckets=6");
        // Buckets of 30 min: the umbra from minute 10 to 30 is in the first alone.
        assertThat(density.path("kinds").path("UMBRA").toString()).isEqualTo("[1,0,0,0,0,0]");
    }

    @Test
    void refusesARuleThatNoJobWouldUse() {
        String rule = Json.write(rig.view.rule("gpu-temperature").orElseThrow())
                .replaceFirst("\\{", "{\"operator\":\"mia\",\"reason\":\"calmer\",")
                .replaceFirst("\"persistence\":\\d+", "\"persistence\":300");
        HttpResponse<String> answer = rig.send("PUT", "/api/rules/gpu-temperature", rule);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(ServerRig.error(answer)).contains("persistence 300");
        assertThat(rig.rules).isEmpty();
    }

    @Test
    void refusesInstantsThatNobodyDownstreamCouldKeep() {
        rig.view.put(node("a", 1));
        for (String far : List.of("+999999999-12-31T23:59:59Z", "2201-01-01T00:00:00Z", "1900-01-01T00:00:00Z")) {
            HttpResponse<String> answer = rig.post(
                    "/api/maintenance",
                    "{\"operator\":\"mia\",\"reason\":\"r\",\"subject\":\"a\",\"start\":\"2026-06-21T13:00:00Z\","
                            + "\"end\":\"" + far + "\"}");
            assertThat(answer.statusCode()).as(far).isEqualTo(400);
            assertThat(ServerRig.error(answer)).contains("end");
        }
        assertThat(rig.written).isEmpty();
    }

    private static CommandEntry command(String workloadId, CommandState state) {
        return new CommandEntry(move(workloadId, "a", "b", 1, 1), state, "", List.of(), Double.NaN, 0, at(1));
    }
}
