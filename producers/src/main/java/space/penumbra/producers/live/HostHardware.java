package space.penumbra.producers.live;

/**
 * What a host tells of itself while it is read.
 *
 * @param model name of its accelerators for people, empty if it does not say
 * @param gpuCount number of GPUs that it reported
 * @param gpuMemoryGigabytes memory of each; NaN if it does not say
 * @param gpuMaxWatts power limit of each; NaN if it does not say
 */
public record HostHardware(String model, int gpuCount, double gpuMemoryGigabytes, double gpuMaxWatts) {

    /** A host that has not been heard yet. */
    public static final HostHardware UNKNOWN = new HostHardware("", 0, Double.NaN, Double.NaN);
}
