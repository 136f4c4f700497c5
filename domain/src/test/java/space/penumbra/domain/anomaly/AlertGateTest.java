package space.penumbra.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertGateTest {

    private final AlertGate gate = new AlertGate();

    @Test
    void tellsOfOneEventOnce() {
        feed(0.5, 1_000);

        assertThat(gate.next(6)).isGreaterThan(0.4);
        for (int i = 0; i < 50; i++) {
            assertThat(gate.next(5)).isZero();
        }
    }

    @Test
    void tellsAgainWhenItGetsWorse() {
        feed(0.5, 1_000);
        double first = gate.next(5);

        assertThat(gate.next(9)).isGreaterThan(first);
    }

    @Test
    void tellsOfTheNextEventAfterAWhile() {
        // The envelope is half as high after ln 2 / 0.0025 = 277 instants.
        feed(0.5, 1_000);
        gate.next(6);
        feed(0.5, 600);

        assertThat(gate.next(6)).isPositive();
    }

    @Test
    void isLessSureOfItselfWhileItWarmsUp() {
        AlertGate young = new AlertGate();
        for (int i = 0; i < 50; i++) {
            young.next(0.5);
        }
        feed(0.5, 1_000);

        assertThat(young.next(6)).isLessThan(gate.next(6) / 2);
    }

    private void feed(double surprise, int times) {
        for (int i = 0; i < times; i++) {
            gate.next(surprise);
        }
    }
}
