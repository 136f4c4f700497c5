package space.penumbra.e2e.console;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stub of fleet control with a calm fleet of 200 nodes, and a browser before it. */
@Tag("browser")
@ExtendWith(ChromiumExtension.class)
abstract class ConsoleTest {

    static final int NODES = 200;

    StubControl control;
    ConsolePage console;

    @BeforeEach
    void openConsole() {
        control = new StubControl();
        fleetOf(NODES);
        control.answer("session", Map.of("tokenRequired", false, "signInRequired", false));
        control.answer("weather", StubFleet.weather());
        control.answer("alarms", StubFleet.items());
        control.answer("incidents", StubFleet.items());
        control.answer("commands", StubFleet.items());
        control.answer("rules", StubFleet.items());
        control.answer("rule-lab", StubRules.lab());
        control.answer("hazards", StubFleet.items());
        control.answer("hazards/density", StubFleet.density());
        control.answer("map/saa", List.of(List.of(-80, -20), List.of(0, -20), List.of(0, -40), List.of(-80, -40)));
        console = new ConsolePage(control, 1440, 900);
    }

    void fleetOf(int nodes) {
        control.answer("fleet/summary", StubFleet.summary(nodes, true, List.of()));
        control.answer("nodes/positions", StubFleet.positions(nodes));
        control.answer("nodes", StubFleet.items(StubFleet.status(StubFleet.nodeId(0))));
    }

    @AfterEach
    void closeConsole() {
        try {
            console.assertQuiet();
        } finally {
            console.close();
            control.close();
        }
    }
}
