package space.penumbra.control.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.backtest.Backtest;
import space.penumbra.domain.backtest.BacktestReport;
import space.penumbra.domain.limits.LimitRule;

/** Back-tests on the newest frames of the fleet, one at a time. Thread-safe. */
public final class Backtests {

    /** The most minutes of event time that may be asked for. */
    public static final int MOST_MINUTES = 1440;

    private final FleetView view;
    private final Recordings recordings;
    private final Semaphore one = new Semaphore(1);

    public Backtests(FleetView view, Recordings recordings) {
        this.view = view;
        this.recordings = recordings;
    }

    /**
     * What came of it.
     *
     * @param minutes event time that was asked for
     * @param complete false if there was more than could be read in the time allowed
     * @param report the figures
     */
    public record Answer(int minutes, boolean complete, BacktestReport report) {}

    /**
     * Tests a version over the last minutes of event time.
     *
     * @return empty if another back-test is running
     * @throws IllegalArgumentException all mistakes in the rule, in one message
     */
    public Optional<Answer> run(LimitRule version, int minutes) {
        if (!one.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Backtest test = new Backtest(view.rules(), version, Set.of());
            view.specs().forEach(test::node);
            view.schedules().forEach(test::hazards);
            Instant to = view.time();
            boolean complete = recordings.replay(to.minus(Duration.ofMinutes(minutes)), to, view.clock(), test);
            return Optional.of(new Answer(minutes, complete, test.report()));
        } finally {
            one.release();
        }
    }
}
