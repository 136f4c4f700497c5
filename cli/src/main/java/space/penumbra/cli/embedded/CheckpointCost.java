package space.penumbra.cli.embedded;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;

/**
 * What the checkpoints of a job have cost.
 *
 * @param completed how many were completed
 * @param failed how many failed
 * @param longest time from the trigger to the last confirmation, of the slowest completed one
 * @param stateBytes size of the newest completed one
 */
public record CheckpointCost(long completed, long failed, Duration longest, long stateBytes) {

    static CheckpointCost of(CheckpointStatsSnapshot stats) {
        List<CompletedCheckpointStats> completed = stats.getHistory().getCheckpoints().stream()
                .filter(CompletedCheckpointStats.class::isInstance)
                .map(CompletedCheckpointStats.class::cast)
                .toList();
        return new CheckpointCost(
                stats.getCounts().getNumberOfCompletedCheckpoints(),
                stats.getCounts().getNumberOfFailedCheckpoints(),
                Duration.ofMillis(completed.stream()
                        .mapToLong(CompletedCheckpointStats::getEndToEndDuration)
                        .max()
                        .orElse(0)),
                completed.stream()
                        .mapToLong(AbstractCheckpointStats::getStateSize)
                        .max()
                        .orElse(0));
    }
}
