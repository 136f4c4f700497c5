package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import space.penumbra.cli.bench.EdgeErrors.Span;

class EdgeErrorsTest {

    private static Span[] spans(double... edges) {
        Span[] spans = new Span[edges.length / 2];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new Span(edges[2 * i], edges[2 * i + 1]);
        }
        return spans;
    }

    @Test
    void measuresEdgesOfWindowsThatBothHave() {
        EdgeErrors errors = new EdgeErrors();
        errors.compare(spans(1_000, 9_000), spans(1_400, 8_000), span -> false);
        assertThat(errors.edges()).isEqualTo(2);
        assertThat(errors.maxSeconds()).isEqualTo(1);
        assertThat(errors.missed() + errors.invented() + errors.tooShort()).isZero();
    }

    @Test
    void countsWhatOnlyOneHas() {
        EdgeErrors errors = new EdgeErrors();
        errors.compare(spans(0, 1_000), spans(5_000, 6_000), span -> false);
        assertThat(errors.invented()).isEqualTo(1);
        assertThat(errors.missed()).isEqualTo(1);
    }

    @Test
    void aWindowTheReferencePassedOverIsNotInvented() {
        EdgeErrors errors = new EdgeErrors();
        errors.compare(spans(0, 1_000), spans(), span -> true);
        assertThat(errors.tooShort()).isEqualTo(1);
        assertThat(errors.invented()).isZero();
    }

    @Test
    void aGapTheReferencePassedOverIsNoErrorOfTheEdgesBesideIt() {
        EdgeErrors errors = new EdgeErrors();
        errors.compare(spans(0, 4_000, 5_000, 600_000), spans(0, 600_000), span -> false);
        assertThat(errors.maxSeconds()).isZero();
        assertThat(errors.tooShort()).isEqualTo(1);
        assertThat(errors.missed() + errors.invented()).isZero();
    }

    @Test
    void aGapThatIsNoneIsAnError() {
        EdgeErrors errors = new EdgeErrors();
        errors.compare(spans(0, 4_000, 5_000, 600_000), spans(0, 600_000), span -> true);
        assertThat(errors.maxSeconds()).isEqualTo(596);
    }
}
