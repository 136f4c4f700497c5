package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.DeliveryFailure;
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
    void knowsNoMessageThatDoesNotWait() {
        assertThat(rig.post("/api/webhooks/undelivered/msg_2/send-again", BODY).statusCode())
                .isEqualTo(404);
        assertThat(rig.written).isEmpty();
    }
}
