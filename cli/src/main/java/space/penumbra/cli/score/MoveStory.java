package space.penumbra.cli.score;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.CommandStep;
import space.penumbra.domain.migration.Proposal;

/** One move and what became of it, for whoever asks why it was late or needless. Not thread-safe. */
final class MoveStory {

    /** Names of the columns of {@link #line}. */
    static final String HEADER =
            "proposed,left_gate_s,accepted_s,took_s,expected_s,slack_s,planned_margin_s,lead_s,inside,needless,"
                    + "least_above_floor,workload,gpus,gigabytes,extra_watts,source,target,explanation";

    private final CommandEntry entry;
    private final Instant completed;
    private final Instant onset;
    private final double extraWatts;
    private final int gpus;

    @Nullable
    private MoveReplay replay;

    /**
     * @param entry what the ledger knows of it
     * @param completed when it took effect
     * @param onset begin of what it fled from
     * @param gpus of its workload
     * @param extraWatts what its workload draws beyond resting GPUs
     */
    MoveStory(CommandEntry entry, Instant completed, Instant onset, int gpus, double extraWatts) {
        this.entry = entry;
        this.completed = completed;
        this.onset = onset;
        this.gpus = gpus;
        this.extraWatts = extraWatts;
    }

    /** Its source is followed on with the workload still there. */
    void follow(MoveReplay started) {
        replay = started;
    }

    /** From its completion to the onset (s), below 0 if it came too late. */
    double slackSeconds() {
        return seconds(completed, onset);
    }

    /** Whether it was wanted only when the hazard had begun. */
    boolean inside() {
        return !entry.proposal().time().isBefore(onset);
    }

    /** Its row. */
    String line() {
        Proposal proposal = entry.proposal();
        String needless = replay == null || !replay.over() ? "" : String.valueOf(replay.needless());
        return String.join(
                ",",
                proposal.time().toString(),
                number(since(CommandState.ISSUED)),
                number(since(CommandState.ACCEPTED)),
                number(seconds(proposal.time(), completed)),
                number(proposal.expectedSeconds()),
                number(slackSeconds()),
                number(proposal.marginSeconds()),
                number(seconds(proposal.time(), onset)),
                String.valueOf(inside()),
                needless,
                replay == null ? "" : String.format(Locale.ROOT, "%.4f", replay.leastAboveFloor()),
                proposal.workloadId(),
                String.valueOf(gpus),
                number(proposal.transferGigabytes()),
                number(extraWatts),
                proposal.sourceNodeId(),
                proposal.targetNodeId(),
                '"' + proposal.explanation().replace('"', '\'') + '"');
    }

    private double since(CommandState state) {
        return entry.steps().stream()
                .filter(step -> step.state() == state)
                .map(CommandStep::time)
                .findFirst()
                .map(time -> seconds(entry.proposal().time(), time))
                .orElse(Double.NaN);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0f", value);
    }
}
