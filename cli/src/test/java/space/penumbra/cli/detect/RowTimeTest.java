package space.penumbra.cli.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2014-02-14 14:30:00",
                "2014-02-14T14:30:00",
                "2014-02-14 14:30",
                "2014-02-14T14:30:00.000",
                "2014-02-14T14:30:00Z",
                "2014-02-14 16:30:00+02:00",
                "1392388200",
                "1392388200000",
                "1.3923882E9"
            })
    void readsTheSameInstantInEveryUsualForm(String cell) {
        assertThat(RowTime.epochMillis(cell)).hasValue(1_392_388_200_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "17", "0", "-5", "NaN", "yesterday at noon", "2014-02-31 14:30:00", "2014-02-14x14:30:00"})
    void takesAnythingElseForNoTime(String cell) {
        assertThat(RowTime.epochMillis(cell)).isEmpty();
    }

    @Test
    void keepsMilliseconds() {
        assertThat(RowTime.epochMillis("2014-02-14 14:30:00.250")).hasValue(1_392_388_200_250L);
    }
}
