package space.penumbra.domain.fault;

import java.time.Instant;
import space.penumbra.domain.Nullable;

/**
 * The truth about an injected fault, for scoring alone: nothing that decides may read it. Said when the fault begins, and again when the first frame
 * shows it.
 *
 * @param labelId the same for every statement about one fault
 * @param nodeId the node
 * @param kind what is wrong
 * @param severity how much
 * @param subject the field of the reading or {@code gpu-N} that it concerns; empty for the node as a whole
 * @param magnitude its full size in the unit of its kind: a share lost, degrees, a sensor's own unit, errors per second, a factor
 * @param start when it begins
 * @param end when it is over
 * @param firstObservable time of the first frame with a reading that differs by more than three standard deviations of the sensor's noise, or with a
 *     counter that differs at all, from what the node would have reported in health; of the first missing frame for silence; null until then
 */
public record FaultLabel(
        String labelId,
        String nodeId,
        FaultKind kind,
        FaultSeverity severity,
        String subject,
        double magnitude,
        Instant start,
        Instant end,
        @Nullable Instant firstObservable) {}
