package space.penumbra.domain.rules;

import java.time.Instant;
import space.penumbra.domain.limits.LimitLevel;

/**
 * One alarm that a rule in shadow would have given.
 *
 * @param nodeId the node
 * @param level the level
 * @param value the value that decided, in the reading's unit
 * @param limit the threshold that it reached, in the reading's unit
 * @param time event time of the frame
 */
public record ShadowSample(String nodeId, LimitLevel level, double value, double limit, Instant time) {}
