package space.penumbra.e2e.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.Topics;

/** Records that cannot be used are put aside with the reason and every byte, and the node goes on as if they had not come. */
abstract class BadFramesStory {

    private static final String NODE = "story-bad-frames";

    private final LiveFleet fleet;

    BadFramesStory(LiveFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void badFramesAreKeptWithTheirReasonAndLeaveTheNodeAlone() {
        Instant first = fleet.time().minusSeconds(300);
        byte[] noFrame = "no frame at all".getBytes(UTF_8);
        // 250 °C: no sensor of a GPU says more than 200. The temperature would otherwise be an alarm of the gravest
        // level.
        TelemetryFrame hot = LiveFleet.frame(NODE, first.plusSeconds(10), 11, 250);
        byte[] impossible = FrameCodec.INSTANCE.encode(hot);
        // Ten minutes before the node's newest frame, where one minute is permitted.
        byte[] late = FrameCodec.INSTANCE.encode(LiveFleet.frame(NODE, first.minusSeconds(600), 5, 55));
        assertThat(hot.get(Reading.GPU_TEMPERATURE_MAX)).isGreaterThan(Reading.GPU_TEMPERATURE_MAX.highest());

        fleet.announce(NODE, first);
        fleet.send(LiveFleet.frame(NODE, first, 10, 50));
        fleet.send(NODE, noFrame);
        fleet.send(NODE, impossible);
        fleet.send(NODE, late);
        Instant last = first.plusSeconds(240);
        fleet.send(LiveFleet.frame(NODE, last, 12, 60));

        LiveFleet.eventually("three rejected records")
                .untilAsserted(() -> assertThat(rejected())
                        .containsOnly(
                                Map.entry(RejectionReason.UNDECODABLE, hex(noFrame)),
                                Map.entry(RejectionReason.OUT_OF_RANGE, hex(impossible)),
                                Map.entry(RejectionReason.TOO_LATE, hex(late))));
        LiveFleet.eventually("status of the last frame").untilAsserted(() -> {
            JsonNode status = fleet.get("/nodes/" + NODE).path("status");
            assertThat(status.path("time").asText())
                    .isEqualTo(last.truncatedTo(ChronoUnit.MILLIS).toString());
            assertThat(status.path("frames").asLong()).as("frames that count").isEqualTo(2);
            assertThat(status.path("gpuTemperatureMaxCelsius").asDouble()).isEqualTo(60);
            assertThat(status.path("level").asText()).isEqualTo("IN_LIMITS");
        });
    }

    /** The original bytes by reason. */
    private Map<RejectionReason, String> rejected() {
        return fleet.read(Topics.TELEMETRY_REJECTED).stream()
                .filter(record -> record.topic().equals(Topics.TELEMETRY_FRAMES.name())
                        && record.key().equals(NODE))
                .collect(Collectors.toMap(RejectedRecord::reason, record -> hex(record.original())));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
