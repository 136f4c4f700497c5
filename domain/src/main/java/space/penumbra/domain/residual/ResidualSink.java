package space.penumbra.domain.residual;

import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.wear.WearSample;

/** Where findings go. */
public interface ResidualSink {

    /**
     * The level of a cause has changed.
     *
     * @param cause what is suspected
     * @param before level before
     * @param level level now; in limits when it is over
     * @param value the score of the detector that decided
     * @param limit the threshold of that score
     * @param evidence the detectors that speak, for people
     */
    void residual(Cause cause, LimitLevel before, LimitLevel level, double value, double limit, String evidence);

    /** A frame shows something of the node's wear. */
    default void wear(WearSample sample) {
        // Most only listen for findings.
    }
}
