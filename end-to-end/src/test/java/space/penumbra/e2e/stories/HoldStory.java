package space.penumbra.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.Command;
import space.penumbra.wire.Topics;

/** A person stops the planner's hand, looks, and lets it go on. */
abstract class HoldStory {

    /** Event time over which nothing may be issued: at 60 times real time ten seconds, in which a fleet in orbit wants something. */
    private static final Duration LOOK = Duration.ofMinutes(10);

    private final LiveFleet fleet;

    HoldStory(LiveFleet fleet) {
        this.fleet = fleet;
    }

    @AfterEach
    void release() {
        if (held()) {
            fleet.post("/release", Map.of("operator", "mia", "reason", "story is over"));
        }
    }

    @Test
    void nothingIsIssuedWhileAPersonHoldsTheFleet() {
        LiveFleet.eventually("commands before the hold").until(() -> !issued().isEmpty());
        fleet.post("/hold", Map.of("operator", "mia", "reason", "strange moves"));
        LiveFleet.eventually("a command that waits for the hold")
                .until(() -> fleet.items("/commands?state=HELD&size=1000").stream()
                        .anyMatch(command -> command.path("rule").asText().equals("HOLD")));
        JsonNode hold = fleet.get("/fleet/summary").path("hold");
        assertThat(hold.path("by").asText()).isEqualTo("mia");
        assertThat(hold.path("reason").asText()).isEqualTo("strange moves");

        Set<String> before = issued();
        Instant seen = time();
        LiveFleet.eventually("ten minutes under hold").until(() -> time().isAfter(seen.plus(LOOK)));
        assertThat(issued()).isEqualTo(before);

        fleet.post("/release", Map.of("operator", "mia", "reason", "all is well"));
        LiveFleet.eventually("commands after the hold")
                .untilAsserted(() -> assertThat(issued()).hasSizeGreaterThan(before.size()));
        assertThat(held()).isFalse();
    }

    private boolean held() {
        return fleet.get("/fleet/summary").path("hold").path("on").asBoolean();
    }

    /** The event time that fleet control has come to. */
    private Instant time() {
        return Instant.parse(fleet.get("/fleet/summary").path("time").asText());
    }

    private Set<String> issued() {
        return fleet.read(Topics.COMMANDS_ISSUED).stream()
                .filter(command -> !command.cancel())
                .map(Command::commandId)
                .collect(Collectors.toSet());
    }
}
