package space.penumbra.webhooks;

import dev.failsafe.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import space.penumbra.webhooks.Counters.Count;

/**
 * Brings messages to one endpoint, one at a time: attempts, waits, minds the circuit, gives up. Used by one thread.
 *
 * <p>An open circuit does not use a message up: the message waits for the trial, as long as its life lasts. A receiver that
 * is restarted loses nothing; one that stays away costs each message its life once, since those behind it grow old
 * together with it.
 */
final class Courier {

    /** How a delivery ended: delivered, or why not. */
    record Outcome(boolean delivered, int attempts, String detail) {}

    /** Makes one attempt. */
    interface Transport {
        Attempt post(Endpoint endpoint, String messageId, String body) throws InterruptedException;
    }

    private final Endpoint endpoint;
    private final DeliveryPolicy policy;
    private final Transport transport;
    private final CircuitBreaker<Object> circuit;
    private final Clock clock;
    private final Pause pause;
    private final DoubleSupplier random;
    private final Counters counters;
    private volatile String lastError = "";

    Courier(
            Endpoint endpoint,
            DeliveryPolicy policy,
            Transport transport,
            CircuitBreaker<Object> circuit,
            Clock clock,
            Pause pause,
            DoubleSupplier random,
            Counters counters) {
        this.endpoint = endpoint;
        this.policy = policy;
        this.transport = transport;
        this.circuit = circuit;
        this.clock = clock;
        this.pause = pause;
        this.random = random;
        this.counters = counters;
    }

    static CircuitBreaker<Object> circuit(DeliveryPolicy policy) {
        return CircuitBreaker.builder()
                .withFailureThreshold(policy.circuitFailures())
                .withSuccessThreshold(1)
                .withDelay(policy.circuitDelay())
                .build();
    }

    /**
     * Delivers, or says why it could not.
     *
     * @param enteredAt when this process took the message on: its life counts from here
     */
    Outcome deliver(String messageId, String body, Instant enteredAt) throws InterruptedException {
        Instant deadline = enteredAt.plus(policy.giveUpAfter());
        int attempts = 0;
        while (true) {
            if (!circuit.tryAcquirePermit()) {
                Duration wait = atLeastAMoment(circuit.getRemainingDelay());
                if (clock.instant().plus(wait).isAfter(deadline)) {
                    return gaveUp(attempts, "circuit open for longer than the message lives; last: " + lastError);
                }
                pause.pause(wait);
                continue;
            }
            Attempt attempt = attempt(messageId, body);
            attempts++;
            if (attempt.result() == Attempt.Result.DELIVERED) {
                counters.add(Count.DELIVERED);
                return new Outcome(true, attempts, attempt.detail());
            }
            lastError = attempt.detail();
            if (attempt.result() == Attempt.Result.REFUSED || attempts >= policy.attempts()) {
                return gaveUp(attempts, attempt.detail());
            }
            Duration wait = waitAfter(attempt, attempts);
            if (clock.instant().plus(wait).isAfter(deadline)) {
                return gaveUp(attempts, attempt.detail() + "; the next attempt would come after the message's life");
            }
            counters.add(Count.RETRIED);
            pause.pause(wait);
        }
    }

    private Attempt attempt(String messageId, String body) throws InterruptedException {
        boolean answered = false;
        try {
            Attempt attempt = transport.post(endpoint, messageId, body);
            answered = true;
            // A refusal is an answer: the endpoint lives, only this message displeases it.
            if (attempt.result() == Attempt.Result.RETRY) {
                circuit.recordFailure();
            } else {
                circuit.recordSuccess();
            }
            return attempt;
        } finally {
            if (!answered) {
                // Interrupted: give the permit back, or a half-open circuit would wait for this trial for ever.
                circuit.recordFailure();
            }
        }
    }

    private Duration waitAfter(Attempt attempt, int attempts) {
        Duration own = policy.backOff().after(attempts, random.getAsDouble());
        Duration asked = attempt.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private static Duration atLeastAMoment(Duration wait) {
        Duration moment = Duration.ofMillis(10);
        return wait.compareTo(moment) > 0 ? wait : moment;
    }

    private Outcome gaveUp(int attempts, String detail) {
        return new Outcome(false, attempts, detail);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** State of the circuit, as operators read it. */
    String circuitState() {
        return circuit.getState().name();
    }

    boolean failing() {
        return !circuit.isClosed();
    }

    String lastError() {
        return lastError;
    }
}
