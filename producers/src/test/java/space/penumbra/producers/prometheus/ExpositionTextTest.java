package space.penumbra.producers.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpositionTextTest {

    @Test
    void readsLabelsEscapesTimestampsAndExemplars() {
        MetricPage page = ExpositionText.read("""
                # HELP a_total Things.
                # TYPE a_total counter
                a_total{path="C:\\\\dir",quote="\\"x\\"",line="one\\ntwo"} 3 1395066363000
                b 1.5e3
                c_bucket{le="+Inf"} 7 # {trace="abc"} 0.67 1520879607.789
                d{a="1",} +Inf
                e NaN
                # EOF
                """);

        assertThat(page.malformed()).isEmpty();
        MetricSample escaped = page.of("a_total").get(0);
        assertThat(escaped.value()).isEqualTo(3);
        assertThat(escaped.labels())
                .containsEntry("path", "C:\\dir")
                .containsEntry("quote", "\"x\"")
                .containsEntry("line", "one\ntwo");
        assertThat(page.of("b").get(0).value()).isEqualTo(1500);
        assertThat(page.of("c_bucket").get(0).value()).isEqualTo(7);
        assertThat(page.of("d").get(0).value()).isInfinite();
        assertThat(page.of("e").get(0).value()).isNaN();
        assertThat(page.of("absent")).isEmpty();
    }

    @Test
    void reportsMalformedLinesWithTheirNumberAndReadsOn() {
        MetricPage page = ExpositionText.read("""
                good 1
                broken{label="x 2
                worse{label=3} 4
                none
                <html>
                fine 5
                """);

        assertThat(page.samples()).containsOnlyKeys("good", "fine");
        assertThat(page.malformed()).hasSize(4);
        assertThat(page.malformed().get(0)).contains("line 2").contains("not closed");
        assertThat(page.malformed().get(2)).contains("line 4");
    }
}
