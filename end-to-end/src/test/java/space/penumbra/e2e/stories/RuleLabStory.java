package space.penumbra.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.wire.Topics;

/** A limit is drafted, tried on live frames without a sound, tested on those of the last hour, put in force, and taken back. */
abstract class RuleLabStory {

    private static final String NODE = "story-rule-lab";
    private static final String RULE = "story-gpu-temperature";
    private static final Map<String, String> MIA = Map.of("operator", "mia", "reason", "calls came late");
    private static final double WARM = 50;

    private final LiveFleet fleet;
    private long sequence;

    RuleLabStory(LiveFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void aRuleIsTriedInSilenceThenHoldsAndIsTakenBack() {
        fleet.announce(NODE, fleet.time());
        draft(60);
        step("promote", 1);
        draft(40);
        step("shadow", 2);

        JsonNode total = LiveFleet.eventually("counts of the shadow")
                .until(
                        () -> {
                            report(30);
                            report(WARM);
                            return fleet.get("/rules/" + RULE + "/versions/2")
                                    .path("shadow")
                                    .path("total");
                        },
                        counts -> counts.path("shadowRaised").asInt() > 0);
        assertThat(total.path("liveRaised").asInt()).isZero();
        assertThat(alarms()).as("a shadow alarms nobody").isEmpty();

        JsonNode test = fleet.post("/rules/" + RULE + "/versions/2/backtest", Map.of("minutes", 600))
                .path("report");
        assertThat(test.path("frames").asInt()).isPositive();
        assertThat(test.path("tested").path("alarms").asInt()).isPositive();
        assertThat(test.path("inForce").path("alarms").asInt()).isZero();

        step("promote", 2);
        LiveFleet.eventually("an alarm of the new limit").until(() -> {
            report(WARM);
            return alarms().equals(List.of("ACTIVE"));
        });

        fleet.post("/rules/" + RULE + "/back", MIA);
        LiveFleet.eventually("the end of the alarm").until(() -> {
            report(WARM);
            return !alarms().contains("ACTIVE");
        });
        assertThat(fleet.get("/rules/" + RULE).path("watch").asDouble()).isEqualTo(60);
        assertThat(fleet.read(Topics.RULES_VERSIONS))
                .filteredOn(version -> version.ruleId().equals(RULE) && version.state() == RuleState.LIVE)
                .extracting(RuleVersion::number)
                .containsExactly(1L, 2L, 3L);
        assertThat(fleet.read(Topics.OPERATOR_ACTIONS))
                .filteredOn(action -> action.subject().equals(RULE))
                .extracting(OperatorAction::operator)
                .hasSize(6)
                .containsOnly("mia");
    }

    private void draft(double watch) {
        fleet.post(
                "/rules/" + RULE + "/versions",
                Map.of(
                        "operator",
                        "mia",
                        "reason",
                        "calls came late",
                        "profile",
                        "node:" + NODE,
                        "field",
                        "gpuTemperatureMaxCelsius",
                        "unit",
                        "Cel",
                        "watch",
                        watch));
    }

    private void step(String step, int version) {
        fleet.post("/rules/" + RULE + "/versions/" + version + "/" + step, MIA);
    }

    /** A frame of now. */
    private void report(double celsius) {
        Instant now = fleet.time();
        fleet.send(LiveFleet.frame(NODE, now, sequence++, celsius));
    }

    /** States of the alarms of this rule. */
    private List<String> alarms() {
        return fleet.items("/alarms?state=all&node=" + NODE).stream()
                .filter(alarm -> alarm.path("alarmKey").asText().endsWith(RULE))
                .map(alarm -> alarm.path("state").asText())
                .toList();
    }
}
