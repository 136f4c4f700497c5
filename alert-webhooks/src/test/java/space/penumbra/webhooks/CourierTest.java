package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final Attempt TROUBLE = Attempt.retry("answered 500", Optional.empty());

    private final TestClock clock = new TestClock(Events.NOON);
    private final AtomicInteger posts = new AtomicInteger();
    private final Counters counters = new Counters();

    private Courier courier(int circuitFailures, Courier.Transport transport, Pause pause) {
        DeliveryPolicy policy = new DeliveryPolicy(
                5,
                new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                10,
                Duration.ofSeconds(1),
                circuitFailures,
                Duration.ofSeconds(30));
        return new Courier(null, policy, transport, Courier.circuit(policy), (Clock) clock, pause, () -> 1.0, counters);
    }

    private Courier.Transport failing(int times, Attempt failure) {
        return (endpoint, id, body) -> posts.incrementAndGet() <= times ? failure : Attempt.delivered(204);
    }

    @Test
    void waitsTwiceAsLongAfterEachFailure() throws InterruptedException {
        Courier.Outcome outcome = courier(99, failing(4, TROUBLE), clock).deliver("m", "{}", clock.instant());
        assertThat(outcome.delivered()).isTrue();
        assertThat(outcome.attempts()).isEqualTo(5);
        // 1 s doubled each time; the random factor is at its upper end, 1.
        assertThat(clock.pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void stopsAfterTheLastAttempt() throws InterruptedException {
        Courier.Outcome outcome = courier(99, failing(99, TROUBLE), clock).deliver("m", "{}", clock.instant());
        assertThat(outcome).isEqualTo(new Courier.Outcome(false, 5, "answered 500"));
    }

    @Test
    void doesNotRepeatARefusal() throws InterruptedException {
        Courier.Outcome outcome =
                courier(99, failing(99, Attempt.refused("answered 401")), clock).deliver("m", "{}", clock.instant());
        assertThat(outcome).isEqualTo(new Courier.Outcome(false, 1, "answered 401"));
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() throws InterruptedException {
        Attempt busy = Attempt.retry("answered 429", Optional.of(Duration.ofSeconds(45)));
        courier(99, failing(1, busy), clock).deliver("m", "{}", clock.instant());
        assertThat(clock.pauses).containsExactly(Duration.ofSeconds(45));
    }

    @Test
    void givesUpWhenTheReceiverAsksForLongerThanTheMessageLives() throws InterruptedException {
        Attempt busy = Attempt.retry("answered 503", Optional.of(Duration.ofHours(1)));
        Courier.Outcome outcome = courier(99, failing(9, busy), clock).deliver("m", "{}", clock.instant());
        assertThat(outcome.delivered()).isFalse();
        assertThat(clock.pauses).isEmpty();
    }

    @Test
    void leavesAnEndpointAloneWhileItsCircuitIsOpen() throws InterruptedException {
        // The second failure opens the circuit for 30 s; the third attempt is the trial.
        DeliveryPolicy policy = policyWithCircuitOf(2);
        CircuitBreaker<Object> circuit = Courier.circuit(policy);
        Pause pause = duration -> {
            clock.pause(duration);
            if (circuit.isOpen() && duration.toSeconds() > 20) {
                circuit.halfOpen();
            }
        };
        Courier courier = new Courier(null, policy, failing(2, TROUBLE), circuit, clock, pause, () -> 1.0, counters);
        Courier.Outcome outcome = courier.deliver("m", "{}", clock.instant());
        assertThat(outcome.delivered()).isTrue();
        assertThat(posts).hasValue(3);
        // Back-off 1 s and 2 s, then what is left of the 30 s, by the circuit's own clock.
        assertThat(clock.pauses).hasSize(3);
        assertThat(clock.pauses.get(2)).isBetween(Duration.ofSeconds(21), Duration.ofSeconds(30));
        assertThat(courier.failing()).isFalse();
    }

    @Test
    void aMessageDoesNotOutliveAnOpenCircuit() throws InterruptedException {
        DeliveryPolicy policy = policyWithCircuitOf(2);
        CircuitBreaker<Object> circuit = Courier.circuit(policy);
        circuit.open();
        Courier courier = new Courier(null, policy, failing(0, TROUBLE), circuit, clock, clock, () -> 1.0, counters);
        Courier.Outcome outcome = courier.deliver("m", "{}", clock.instant().minusSeconds(599));
        assertThat(outcome.delivered()).isFalse();
        assertThat(outcome.detail()).contains("circuit open");
        assertThat(posts).hasValue(0);
    }

    private static DeliveryPolicy policyWithCircuitOf(int failures) {
        DeliveryPolicy byDefault = DeliveryPolicy.DEFAULT;
        return new DeliveryPolicy(
                byDefault.attempts(),
                byDefault.backOff(),
                byDefault.timeout(),
                byDefault.giveUpAfter(),
                byDefault.queueCapacity(),
                byDefault.queueGrace(),
                failures,
                byDefault.circuitDelay());
    }

    @Test
    void spreadsSendersOverHalfOfTheWait() {
        BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        assertThat(backOff.after(3, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.after(3, 1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backOff.after(64, 1)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void readsSecondsAndDatesAndNothingElse() {
        assertThat(List.of("120", "Sun, 01 Mar 2026 12:02:00 GMT"))
                .allSatisfy(
                        text -> assertThat(RetryAfter.parse(text, Events.NOON)).contains(Duration.ofMinutes(2)));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 11:00:00 GMT", Events.NOON))
                .contains(Duration.ZERO);
        assertThat(List.of("soon", "", "-5", "99999999999"))
                .allSatisfy(
                        text -> assertThat(RetryAfter.parse(text, Events.NOON)).isEmpty());
    }
}
