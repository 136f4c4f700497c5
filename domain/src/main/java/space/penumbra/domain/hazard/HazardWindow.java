package space.penumbra.domain.hazard;

import java.time.Instant;

/**
 * One window of one hazard for one node.
 *
 * @param hazardId stable while the window is revised: the idempotency of commands rests on it
 * @param kind what threatens
 * @param start begin of the window
 * @param end end of the window
 * @param startSigmaSeconds standard deviation of the begin
 * @param endSigmaSeconds standard deviation of the end
 * @param probability how likely the window comes at all, 0 to 1
 * @param severity in the kind's own measure: for SAA the peak proton flux above 30 MeV in 1/(cm2 s), for SOLAR_PROTON the
 *     NOAA S scale, for THERMAL and POWER the predicted value; 0 where it has none
 * @param detail one sentence for people
 */
public record HazardWindow(
        String hazardId,
        HazardKind kind,
        Instant start,
        Instant end,
        double startSigmaSeconds,
        double endSigmaSeconds,
        double probability,
        double severity,
        String detail) {

    /** Whether the window contains this instant (begin included, end excluded). */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** The same with another begin. */
    HazardWindow from(Instant otherStart, double sigmaSeconds) {
        return new HazardWindow(
                hazardId, kind, otherStart, end, sigmaSeconds, endSigmaSeconds, probability, severity, detail);
    }
}
