package space.penumbra.domain.backtest;

import java.time.Instant;
import java.util.List;
import space.penumbra.domain.Nullable;

/**
 * What a back-test found.
 *
 * @param ruleId the rule
 * @param number number of the version that was tested
 * @param liveNumber number of the version in force that stands beside it; 0 if there is none
 * @param kinds the kinds of fault that count as its own
 * @param from event time of the first frame
 * @param to event time of the last frame
 * @param nodes nodes with frames
 * @param frames frames that were judged
 * @param unusable frames with an impossible value, left out as the health job does
 * @param nodeDays sum over nodes of the time from their first to their last frame, days
 * @param faults faults of these kinds that begin within the time and show for {@link Figures#GRACE} at least
 * @param tested how the version did
 * @param inForce how the version in force did on the same frames; null if there is none
 */
public record BacktestReport(
        String ruleId,
        long number,
        long liveNumber,
        List<String> kinds,
        @Nullable Instant from,
        @Nullable Instant to,
        long nodes,
        long frames,
        long unusable,
        double nodeDays,
        long faults,
        Figures tested,
        @Nullable Figures inForce) {}
