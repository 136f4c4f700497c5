package space.penumbra.domain.fleet;

import java.time.Instant;

/**
 * What a node is: written once by whoever brings it, and again when its hardware changes.
 *
 * @param nodeId unique in the fleet
 * @param source who brings its telemetry: {@code twin}, {@code prometheus}, {@code nvidia-smi}, {@code csv}
 * @param hardware model name for people
 * @param shell name of its orbital shell; empty for a host on the ground
 * @param plane number of its orbital plane in the shell, from 0; -1 for a host on the ground
 * @param gpuCount number of GPUs
 * @param gpuMemoryGigabytes memory of each GPU
 * @param gpuIdleWatts power of an idle GPU
 * @param gpuMaxWatts power of a busy GPU
 * @param busWatts power of everything but the GPUs
 * @param solarPeakWatts output of the array in full sun, as built
 * @param batteryWattHours energy from empty to full, as built
 * @param batteryFloorRatio state of charge below which nothing may be planned, 0 to 1
 * @param coolingWatts heat that the radiator sheds at its design temperature
 * @param linkGigabitsPerSecond rate of one laser link
 * @param reportIntervalSeconds expected time between frames, in event time
 * @param limitsProfile name of the set of limit rules that holds for it
 * @param retired true when it is out of service for good
 * @param time when this description became true
 */
public record NodeSpec(
        String nodeId,
        String source,
        String hardware,
        String shell,
        int plane,
        int gpuCount,
        double gpuMemoryGigabytes,
        double gpuIdleWatts,
        double gpuMaxWatts,
        double busWatts,
        double solarPeakWatts,
        double batteryWattHours,
        double batteryFloorRatio,
        double coolingWatts,
        double linkGigabitsPerSecond,
        double reportIntervalSeconds,
        String limitsProfile,
        boolean retired,
        Instant time) {

    /** Whether the node is in orbit, and so has elements and hazards. */
    public boolean inOrbit() {
        return plane >= 0;
    }
}
