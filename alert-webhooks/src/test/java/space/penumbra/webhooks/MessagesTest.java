package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

class MessagesTest {

    private static Message message(AlarmEvent event) {
        return Messages.of(event, event.level(), Place.UNKNOWN);
    }

    @Test
    void saysTypeTimeAndEvent() throws Exception {
        Message message = message(Events.alarm("n1", AlarmChange.RAISED, LimitLevel.CRITICAL));
        JsonNode body = new ObjectMapper().readTree(EventBody.of(message));
        assertThat(body.path("type").asText()).isEqualTo("alarm.raised");
        assertThat(body.path("timestamp").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(body.path("data").path("nodeId").asText()).isEqualTo("n1");
        assertThat(body.path("data").path("value").asDouble()).isEqualTo(91.5);
    }

    @Test
    void writesWhatIsNotKnownAsNull() throws Exception {
        JsonNode data = new ObjectMapper()
                .readTree(EventBody.of(Messages.of(Events.command(CommandState.FAILED), Place.UNKNOWN)))
                .path("data");
        assertThat(data.path("completedMarginSeconds").isNull()).isTrue();
        assertThat(data.path("proposal")
                        .path("alternatives")
                        .path(0)
                        .path("costGpuHours")
                        .isNull())
                .isTrue();
        assertThat(data.path("proposal").path("deadline").asText()).isEqualTo("2026-03-01T12:09:30Z");
    }

    @Test
    void givesTheSameEventTheSameIdAndAnotherEventAnother() {
        String id = message(Events.alarm("n1", AlarmChange.RAISED, LimitLevel.CRITICAL))
                .id();
        assertThat(message(Events.alarm("n1", AlarmChange.RAISED, LimitLevel.CRITICAL))
                        .id())
                .isEqualTo(id);
        assertThat(message(Events.alarm("n2", AlarmChange.RAISED, LimitLevel.CRITICAL))
                        .id())
                .isNotEqualTo(id);
        assertThat(message(Events.alarm("n1", AlarmChange.WORSENED, LimitLevel.SEVERE))
                        .id())
                .isNotEqualTo(id);
        assertThat(Messages.of(Events.command(CommandState.ISSUED), Place.UNKNOWN)
                        .id())
                .isNotEqualTo(Messages.of(Events.command(CommandState.FAILED), Place.UNKNOWN)
                        .id());
    }

    @Test
    void routesAnEndLikeTheWorstOfWhatItEnds() {
        AlarmPeaks peaks = new AlarmPeaks();
        peaks.routedLevel(Events.alarm("n1", AlarmChange.RAISED, LimitLevel.WATCH));
        peaks.routedLevel(Events.alarm("n1", AlarmChange.WORSENED, LimitLevel.DISTRESS));
        assertThat(peaks.routedLevel(Events.alarm("n1", AlarmChange.EASED, LimitLevel.WATCH)))
                .isEqualTo(LimitLevel.DISTRESS);
        AlarmEvent end = Events.alarm("n1", AlarmChange.RETURNED, LimitLevel.IN_LIMITS);
        assertThat(peaks.routedLevel(end)).isEqualTo(LimitLevel.DISTRESS);
        // Its beginning is not known any more: everyone hears of the end.
        assertThat(peaks.routedLevel(end)).isEqualTo(LimitLevel.SEVERE);
    }
}
