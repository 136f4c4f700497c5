package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.alarm.EndpointReport;
import space.penumbra.domain.operator.OperatorVerb;

class DeliveriesApiTest {

    private static final String BODY = "{\"operator\": \"ann\", \"endpoint\": \"pager\"}";

    private final ServerRig rig = new ServerRig("");

    @AfterEach
    void stop() {
        rig.close();
    }

    private static DeliveryFailure letter(String body, String error) {
        return new DeliveryFailure("msg_1", "pager", body, 6, error, Instant.EPOCH);
    }

    @Test
    void listsWhatWaitsUntilItIsDelivered() {
        rig.view.put(letter("{}", "answered 500"));
        assertThat(rig.get("/api/webhooks/undelivered").body()).contains("\"messageId\":\"msg_1\"", "answered 500");
        rig.view.put(letter("", ""));
        assertThat(rig.get("/api/webhooks/undelivered").body()).doesNotContain("msg_1");
    }

    @Test
    void writesDownWhoAsksForAMessageToBeSentAgain() {
        rig.view.put(letter("{}", "answered 500"));
        assertThat(rig.post("/api/webhooks/undelivered/msg_1/send-again", BODY).statusCode())
                .isEqualTo(202);
        assertThat(rig.written).singleElement().satisfies(action -> {
            assertThat(action.verb()).isEqualTo(OperatorVerb.SEND_AGAIN);
            assertThat(action.subject()).isEqualTo("msg_1");
            assertThat(action.operator()).isEqualTo("ann");
            assertThat(action.parameters()).isEqualTo(Map.of("endpoint", "pager"));
        });
    }

    @Test
    void showsTheNewestReportOfEachEndpoint() {
        rig.view.put(report("ticketing", "CLOSED", ""));
        rig.view.put(report("pager", "CLOSED", ""));
        rig.view.put(report("ticketing", "OPEN", "answered 503"));
        assertThat(rig.get("/api/webhooks/endpoints").body())
                .containsSubsequence(
                        "\"endpoint\":\"pager\"",
                        "\"circuit\":\"CLOSED\"",
                        "\"endpoint\":\"ticketing\"",
                        "\"circuit\":\"OPEN\"",
                        "answered 503")
                .containsOnlyOnce("ticketing");
    }

    private static EndpointReport report(String endpoint, String circuit, String error) {
        return new EndpointReport(endpoint, "event", "alarms from WARNING on", circuit, 0, error, Instant.EPOCH);
    }

    @Test
    void knowsNoMessageThatDoesNotWait() {
        assertThat(rig.post("/api/webhooks/undelivered/msg_2/send-again", BODY).statusCode())
                .isEqualTo(404);
        assertThat(rig.written).isEmpty();
    }
}
