package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.control.Samples.at;
import static space.penumbra.control.Samples.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.wear.ComponentWear;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearAdvice;
import space.penumbra.domain.wear.WearKind;

class WearApiTest {

    private final ServerRig rig = new ServerRig("");

    @AfterEach
    void stop() {
        rig.close();
    }

    private static NodeWear wear(String node, WearAdvice advice, double days) {
        ComponentWear battery = new ComponentWear(
                WearKind.BATTERY_CAPACITY,
                0.65,
                -0.001,
                -0.002,
                -0.0005,
                0.5,
                days,
                days / 2,
                Double.POSITIVE_INFINITY,
                12,
                advice,
                "Battery capacity is 0.65, beyond 0.70.");
        return new NodeWear(node, advice, battery.reason(), days, days / 2, List.of(battery), at(0));
    }

    @Test
    void theMostWornNodesComeFirst() {
        rig.view.put(wear("a", WearAdvice.KEEP, 30));
        rig.view.put(wear("b", WearAdvice.RETIRE, 90));
        rig.view.put(wear("c", WearAdvice.KEEP, 20));

        JsonNode page = rig.json("/api/wear");
        assertThat(page.path("items").findValuesAsText("nodeId")).containsExactly("b", "c", "a");
        JsonNode battery = page.path("items").path(0).path("components").path(0);
        assertThat(battery.path("remainingDaysLow").asDouble()).isEqualTo(45);
        // Never, as the interval has it.
        assertThat(battery.path("remainingDaysHigh").isNull()).isTrue();

        assertThat(rig.json("/api/wear?advice=retire").path("items").findValuesAsText("nodeId"))
                .containsExactly("b");
        assertThat(ServerRig.error(rig.get("/api/wear?advice=worn"))).contains("'worn' in advice");
    }

    @Test
    void aNodeShowsItsLedger() {
        rig.view.put(node("a", 3));
        rig.view.put(node("b", 3));
        rig.view.put(wear("a", WearAdvice.AVOID_LONG_JOBS, 30));

        assertThat(rig.json("/api/nodes/a").path("wear").path("reason").asText())
                .contains("beyond 0.70");
        assertThat(rig.json("/api/nodes/b").path("wear").isNull()).isTrue();
    }
}
