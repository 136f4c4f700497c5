package space.penumbra.domain.wear;

import java.time.Instant;
import java.util.List;

/**
 * The health ledger of a node: how worn its components are and what follows. Written each time a span of its series closes, hourly in a node's first day and
 * rarer as it ages.
 *
 * @param nodeId the node
 * @param advice the gravest advice of any component
 * @param reason its reason; empty if nothing follows
 * @param remainingDays the least of the components' remaining days by their trends; infinite if no trend leads to an end
 * @param remainingDaysLow the least of the soonest that the intervals allow
 * @param components those of which something is known, in the order of their kinds
 * @param time event time of the newest sample
 */
public record NodeWear(
        String nodeId,
        WearAdvice advice,
        String reason,
        double remainingDays,
        double remainingDaysLow,
        List<ComponentWear> components,
        Instant time) {}
