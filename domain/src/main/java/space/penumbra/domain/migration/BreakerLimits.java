package space.penumbra.domain.migration;

import java.util.List;

/**
 * When so many commands come to nothing that moving more work would do harm. While the breaker is open no move starts; what
 * keeps the work where it is (checkpoint, cap, pause) still leaves. It closes by itself when the failures are old: nobody has
 * to remember to reset it, and what has waited is released at the usual pace.
 *
 * @param windowSeconds how far back commands that ended are counted, in event time, above 0
 * @param least fewer ended commands than this say nothing, at least 1
 * @param ratio it opens above this share of failed and timed-out ones, above 0 to 1; 1 never opens it
 */
public record BreakerLimits(double windowSeconds, int least, double ratio) {

    boolean open(int failed, int ended) {
        return ended >= least && failed > ratio * ended;
    }

    void check(List<String> mistakes) {
        if (!(windowSeconds > 0)) {
            mistakes.add("gate: breaker window in seconds is " + windowSeconds + ", must be above 0");
        }
        if (least < 1) {
            mistakes.add("gate: least number of commands for the breaker is " + least + ", must be at least 1");
        }
        if (!(ratio > 0 && ratio <= 1)) {
            mistakes.add("gate: breaker ratio is " + ratio + ", must be above 0, at most 1");
        }
    }
}
