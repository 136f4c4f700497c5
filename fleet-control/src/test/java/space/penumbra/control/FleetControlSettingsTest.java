package space.penumbra.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import space.penumbra.control.history.HistoryKind;

class FleetControlSettingsTest {

    private static final FleetControlSettings USUAL = FleetControlSettings.of("127.0.0.1:9092", Path.of("state"));

    @Test
    void theUsualSettingsAreRightAndListenOnLoopbackAlone() {
        assertThat(USUAL.mistakes()).isEmpty();
        assertThat(USUAL.httpHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void allMistakesAreNamedAtOnceWithTheirValues() {
        FleetControlSettings wrong = FleetControlSettings.of("nowhere", Path.of("state"))
                .withHttp("", 70_000)
                .withApplicationId("a b")
                .withHistory(HistoryKind.INFLUXQL, "ftp://x", "penumbra", "");
        assertThat(wrong.mistakes()).hasSize(5);
        assertThatThrownBy(() -> FleetControl.start(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'nowhere'", "70000", "'a b'", "'ftp://x'");
    }

    @Test
    void secretsAreNeverShown() {
        String shown = USUAL.withToken("s3cret")
                .withHistory(HistoryKind.INFLUXQL, "http://h:1", "penumbra", "t0ken")
                .toString();
        assertThat(shown).doesNotContain("s3cret", "t0ken").contains("people=one token");
    }
}
