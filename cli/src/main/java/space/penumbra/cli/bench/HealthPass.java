package space.penumbra.cli.bench;

import java.util.Map;
import space.penumbra.cli.embedded.CheckpointCost;

/**
 * One pass of the health job.
 *
 * @param rate of frames
 * @param measured frames that the rate and the stages are of
 * @param rejected frames that it did not take
 * @param stageNanos CPU nanoseconds by stage; empty if it was not taken apart
 * @param checkpoints what its checkpoints cost
 * @param savepointBytes size of its state at the end
 * @param heapBytes what the collector gets back when the job ends: its state, and buffers of its consumers; 0 if it was not taken apart
 * @param restoreSeconds time from its submission until it took frames on the state it began with
 */
record HealthPass(
        Pace.Rate rate,
        long measured,
        long rejected,
        Map<String, Long> stageNanos,
        CheckpointCost checkpoints,
        long savepointBytes,
        long heapBytes,
        double restoreSeconds) {}
