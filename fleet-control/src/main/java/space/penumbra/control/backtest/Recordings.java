package space.penumbra.control.backtest;

import java.time.Instant;
import space.penumbra.domain.backtest.Backtest;
import space.penumbra.domain.fleet.FleetClock;

/** Where frames and the truth about them can be had again. Thread-safe. */
public interface Recordings {

    /**
     * Gives a back-test all frames of some time, those of one node in their order, and every label.
     *
     * @param from event time of the first frame that is wanted
     * @param to event time of the last frame that is wanted
     * @param clock how event time follows the wall clock
     * @return false if it was too much for the time allowed, and frames are missing
     */
    boolean replay(Instant from, Instant to, FleetClock clock, Backtest into);
}
