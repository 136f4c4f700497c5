package space.penumbra.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmEvent;

/** From a hot GPU to the person who is called, and back. */
abstract class OverheatingStory {

    private static final String NODE = "story-overheating";
    private static final String ALARM = AlarmEvent.key(NODE, "host-gpu-temperature");
    private static final String ALARM_IN_PATH = ALARM.replace("/", "%2F");
    /** Over the critical limit of 95 °C and below the severe one of 100 °C. */
    private static final double HOT = 97;

    private final LiveFleet fleet;
    private long sequence;

    OverheatingStory(LiveFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void overheatingNodeCallsSomebodyWhoAcknowledgesUntilItIsNormalAgain() {
        fleet.announce(NODE, fleet.time());
        report(50);
        report(HOT);

        JsonNode alarm = alarmIn("ACTIVE");
        assertThat(alarm.path("level").asText()).isEqualTo("CRITICAL");
        assertThat(alarm.path("value").asDouble()).isEqualTo(HOT);
        assertThat(alarm.path("limit").asDouble()).isEqualTo(95);
        verifySignature("alarm.raised");

        fleet.post(
                "/alarms/" + ALARM_IN_PATH + "/acknowledge",
                Map.of("operator", "mia", "reason", "pump is being replaced"));
        assertThat(alarmIn("ACKNOWLEDGED").path("acknowledgedBy").asText()).isEqualTo("mia");
        LiveFleet.eventually("audit of the acknowledgement")
                .untilAsserted(() -> assertThat(fleet.items("/audit")).anySatisfy(action -> {
                    assertThat(action.path("verb").asText()).isEqualTo("ACKNOWLEDGE");
                    assertThat(action.path("subject").asText()).isEqualTo(ALARM);
                    assertThat(action.path("operator").asText()).isEqualTo("mia");
                    assertThat(action.path("reason").asText()).isEqualTo("pump is being replaced");
                }));

        report(50);
        assertThat(alarmIn("NORMAL").path("change").asText()).isEqualTo("RETURNED");
        verifySignature("alarm.returned");
    }

    /** Six frames ten seconds apart, the last one now: twice what the rule wants to see before it believes. */
    private void report(double celsius) {
        Instant now = fleet.time();
        for (int i = 5; i >= 0; i--) {
            fleet.send(LiveFleet.frame(NODE, now.minusSeconds(10L * i), sequence++, celsius));
        }
    }

    private JsonNode alarmIn(String state) {
        return LiveFleet.eventually(ALARM + " is " + state)
                .until(
                        () -> fleet.items("/alarms?state=all&node=" + NODE).stream()
                                .filter(alarm -> alarm.path("alarmKey").asText().equals(ALARM))
                                .filter(alarm -> alarm.path("state").asText().equals(state))
                                .findFirst()
                                .orElse(null),
                        alarm -> alarm != null);
    }

    private void verifySignature(String type) {
        SignedReceiver.Message message = LiveFleet.eventually("webhook " + type)
                .until(() -> fleet.receiver().message(type, ALARM), found -> found.isPresent())
                .orElseThrow();
        assertThatCode(() -> message.verify(message.body())).doesNotThrowAnyException();
        assertThatThrownBy(() -> message.verify(message.body() + " ")).isInstanceOf(WebhookVerificationException.class);
    }
}
