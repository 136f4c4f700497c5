package space.penumbra.domain.hazard;

import java.time.Instant;
import java.util.List;

/**
 * All hazard windows of one node up to a horizon; a newer version replaces an older one whole.
 *
 * @param nodeId the node
 * @param version counts the revisions from 1
 * @param windows in order of their begin; a window that has begun stays until it has ended
 * @param horizon up to where windows were looked for
 * @param elementsEpoch epoch of the orbital elements that were used
 * @param time event time of the computation
 */
public record HazardSchedule(
        String nodeId,
        long version,
        List<HazardWindow> windows,
        Instant horizon,
        Instant elementsEpoch,
        Instant time) {}
