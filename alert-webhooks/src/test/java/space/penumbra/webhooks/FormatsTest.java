package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

class FormatsTest {

    private static final Instant LATER = Events.NOON.plusSeconds(90);
    private static final Place PLANE = new Place("ss650", 3);

    private static Message alarm(AlarmChange change, LimitLevel level) {
        AlarmEvent event = Events.alarm("n1", change, level);
        return Messages.of(event, level == LimitLevel.IN_LIMITS ? LimitLevel.DISTRESS : level, PLANE);
    }

    private static Message command(CommandState state) {
        return Messages.of(Events.command(state), PLANE);
    }

    private static Parcel parcel(Message... messages) {
        return new Parcel(List.of(messages), "duty", Map.of("plane", "ss650/3"), "https://ops.example", LATER);
    }

    private static JsonNode body(Format format, Message... messages) throws Exception {
        return new ObjectMapper().readTree(format.body(parcel(messages)));
    }

    @Test
    void cloudEventsAreReadByTheirOwnLibrary() {
        String body = Format.CLOUDEVENTS.body(parcel(alarm(AlarmChange.RAISED, LimitLevel.CRITICAL)));
        CloudEvent event = new JsonFormat().deserialize(body.getBytes(StandardCharsets.UTF_8));
        assertThat(event.getId())
                .isEqualTo(alarm(AlarmChange.RAISED, LimitLevel.CRITICAL).id());
        assertThat(event.getType()).isEqualTo("space.penumbra.alarm.raised");
        assertThat(event.getSource()).hasToString("/penumbra/alarms");
        assertThat(event.getSubject()).isEqualTo("n1/gpu-hot");
        assertThat(event.getTime().toInstant()).isEqualTo(Events.NOON);
        assertThat(body).contains("\"nodeId\":\"n1\"");
    }

    @Test
    void alertmanagersNotificationSaysWhatAllShare() throws Exception {
        JsonNode body = body(
                Format.ALERTMANAGER,
                alarm(AlarmChange.RAISED, LimitLevel.CRITICAL),
                alarm(AlarmChange.RETURNED, LimitLevel.IN_LIMITS));
        assertThat(body.path("version").asText()).isEqualTo("4");
        assertThat(body.path("status").asText()).isEqualTo("firing");
        assertThat(body.path("receiver").asText()).isEqualTo("duty");
        assertThat(body.path("groupLabels").path("plane").asText()).isEqualTo("ss650/3");
        assertThat(body.path("externalURL").asText()).isEqualTo("https://ops.example");
        assertThat(body.path("commonLabels").path("alertname").asText()).isEqualTo("gpu-hot");
        assertThat(body.path("commonLabels").has("severity")).isFalse();
        JsonNode alert = body.path("alerts").path(0);
        assertThat(alert.path("status").asText()).isEqualTo("firing");
        assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
        assertThat(alert.path("labels").path("plane").asText()).isEqualTo("ss650/3");
        assertThat(alert.path("annotations").path("summary").asText()).startsWith("CRITICAL n1: GPU at 91.5");
        assertThat(alert.path("generatorURL").asText()).isEqualTo("https://ops.example/#/nodes/n1");
        assertThat(alert.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(body.path("alerts").path(1).path("status").asText()).isEqualTo("resolved");
    }

    @Test
    void aWorseningEndsTheMilderAlertsOfAlertmanager() throws Exception {
        JsonNode alerts = body(Format.ALERTMANAGER_API, alarm(AlarmChange.WORSENED, LimitLevel.CRITICAL));
        List<String> ended = new ArrayList<>();
        List<String> firing = new ArrayList<>();
        alerts.forEach(alert -> (alert.has("endsAt") ? ended : firing)
                .add(alert.path("labels").path("severity").asText()));
        assertThat(ended).containsExactly("info", "warning", "error");
        assertThat(firing).containsExactly("critical");
    }

    @Test
    void aReturnEndsAllAlertsOfAlertmanagerAndNoneBeginsAfterItIsPosted() throws Exception {
        JsonNode alerts = body(Format.ALERTMANAGER_API, alarm(AlarmChange.RETURNED, LimitLevel.IN_LIMITS));
        assertThat(alerts).hasSize(4).allSatisfy(alert -> {
            assertThat(alert.path("endsAt").asText()).isEqualTo(LATER.toString());
            assertThat(alert.path("startsAt").asText()).isEqualTo(Events.NOON.toString());
        });
        // A fleet whose event time runs ahead of the wall clock.
        Parcel early = new Parcel(
                List.of(alarm(AlarmChange.RAISED, LimitLevel.WATCH)),
                "duty",
                Map.of(),
                "",
                Events.NOON.minusSeconds(5));
        assertThat(new ObjectMapper()
                        .readTree(Format.ALERTMANAGER_API.body(early))
                        .path(0)
                        .path("startsAt")
                        .asText())
                .isEqualTo(Events.NOON.minusSeconds(5).toString());
    }

    @Test
    void pagerDutyResolvesUnderTheKeyThatItTriggered() throws Exception {
        JsonNode raised = body(Format.PAGERDUTY, alarm(AlarmChange.RAISED, LimitLevel.DISTRESS));
        assertThat(raised.path("event_action").asText()).isEqualTo("trigger");
        assertThat(raised.path("dedup_key").asText()).isEqualTo("n1/gpu-hot");
        assertThat(raised.path("payload").path("severity").asText()).isEqualTo("error");
        assertThat(raised.path("payload").path("source").asText()).isEqualTo("n1");
        assertThat(raised.has("routing_key")).isFalse();
        JsonNode returned = body(Format.PAGERDUTY, alarm(AlarmChange.RETURNED, LimitLevel.IN_LIMITS));
        assertThat(returned.path("event_action").asText()).isEqualTo("resolve");
        assertThat(returned.path("dedup_key")).isEqualTo(raised.path("dedup_key"));
        assertThat(body(Format.PAGERDUTY, command(CommandState.FAILED))
                        .path("dedup_key")
                        .asText())
                .isEqualTo("c-1");
    }

    @Test
    void slackReadsNoMarkupFromAMessage() throws Exception {
        AlarmEvent event = Events.alarm("n1<!channel>", AlarmChange.RAISED, LimitLevel.CRITICAL);
        JsonNode body = body(Format.SLACK, Messages.of(event, event.level(), PLANE));
        assertThat(body.path("text").asText())
                .startsWith("CRITICAL n1&lt;!channel&gt;: GPU at 91.5")
                .endsWith("<https://ops.example/#/nodes/n1%3C%21channel%3E|console>");
    }

    @Test
    void slackTellsHowManyMoreThereAre() throws Exception {
        Message[] many = new Message[23];
        java.util.Arrays.setAll(many, i -> alarm(AlarmChange.RAISED, LimitLevel.WARNING));
        assertThat(body(Format.SLACK, many).path("text").asText())
                .startsWith("*23 events* of {plane=ss650/3}\n")
                .endsWith("and 3 more");
    }

    @Test
    void aGroupHasTheSameIdWhenItIsPutTogetherAgain() {
        Parcel two = parcel(alarm(AlarmChange.RAISED, LimitLevel.WATCH), command(CommandState.FAILED));
        assertThat(two.id())
                .startsWith("grp_")
                .isEqualTo(parcel(alarm(AlarmChange.RAISED, LimitLevel.WATCH), command(CommandState.FAILED))
                        .id())
                .isNotEqualTo(parcel(command(CommandState.FAILED), alarm(AlarmChange.RAISED, LimitLevel.WATCH))
                        .id());
    }
}
