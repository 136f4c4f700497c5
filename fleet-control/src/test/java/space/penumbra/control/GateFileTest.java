package space.penumbra.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.Cap;
import space.penumbra.domain.migration.GateLimits;

class GateFileTest {

    @Test
    void whatAFileDoesNotNameStaysAsItIs() {
        GateLimits limits = GateFile.read(
                "{\"fleet\": {\"most\": 5000}, \"targetLevel\": \"WATCH\", \"acknowledgeSeconds\": 30, \"dryRun\": true}");
        Cap standard = GateLimits.STANDARD.fleet();
        assertThat(limits.fleet()).isEqualTo(new Cap(standard.least(), 5000, standard.ratio()));
        assertThat(limits.targetLevel()).isEqualTo(LimitLevel.WATCH);
        assertThat(limits.acknowledgeSeconds()).isEqualTo(30);
        assertThat(limits.dryRun()).isTrue();
        assertThat(limits.stages()).isEqualTo(GateLimits.STANDARD.stages());
        assertThat(limits.plane()).isEqualTo(GateLimits.STANDARD.plane());
    }

    @Test
    void aNameOrAValueThatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> GateFile.read("{\"fleet\": {\"max\": 3}}"))
                .hasMessage("'fleet.max' is no limit of the gate");
        assertThatThrownBy(() -> GateFile.read("{\"dryRun\": 1}")).hasMessage("'dryRun' is 1, must be like false");
        assertThatThrownBy(() -> GateFile.read("{\"targetLevel\": \"FINE\"}")).hasMessageContaining("FINE");
    }
}
