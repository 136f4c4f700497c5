package space.penumbra.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured.
 *
 * @param content of the topic
 * @param setup how the job ran
 * @param warmUps rounds that were not counted
 * @param raw bare poll
 * @param discard Flink's source into nothing
 * @param full the health job
 * @param apart the pass that was taken apart by stages
 * @param written records that a round of the health job wrote, by topic
 */
record ThroughputResult(
        FrameTopic.Content content,
        Throughput.Setup setup,
        int warmUps,
        Pace.Rate raw,
        Pace.Rate discard,
        HealthPass full,
        HealthPass apart,
        Map<String, Long> written) {

    double ratio() {
        return full.rate().perSecond() / raw.perSecond();
    }

    double ratioPerCpu() {
        return full.rate().perCpuSecond() / raw.perCpuSecond();
    }

    double stateBytesPerNode() {
        return (double) apart.savepointBytes() / content.nodes();
    }

    double heapBytesPerNode() {
        return (double) apart.heapBytes() / content.nodes();
    }

    /** CPU nanoseconds for each frame by stage, most first. */
    Map<String, Double> nanosPerFrame() {
        Map<String, Double> nanos = new LinkedHashMap<>();
        apart.stageNanos().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(stage -> nanos.put(stage.getKey(), (double) stage.getValue() / apart.measured()));
        return nanos;
    }
}
