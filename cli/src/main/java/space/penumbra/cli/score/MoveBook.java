package space.penumbra.cli.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.orbit.power.ComputeLoad;
import space.penumbra.producers.twin.TwinTruth;

/** Every move that came about: in time, needed, or back and forth. Not thread-safe. */
final class MoveBook {

    private static final Duration REVOLUTION = Duration.ofMinutes(95);
    private static final Duration RESIDENCE = Duration.ofMinutes(15);

    private record Move(String source, String target, Instant time) {}

    private record Open(MoveReplay replay, boolean counts) {}

    private final Trial trial;
    private final TwinTruth truth;
    private final Tally tally;
    private final Map<String, List<Move>> byWorkload = new HashMap<>();
    private final Map<Integer, List<Open>> replays = new HashMap<>();

    MoveBook(Trial trial, TwinTruth truth, Tally tally) {
        this.trial = trial;
        this.truth = truth;
        this.tally = tally;
    }

    /**
     * A move is complete.
     *
     * @param node index of the source
     * @param workload the workload as it was last described
     */
    void moved(CommandEntry entry, int node, NodeSpec source, Workload workload, Instant time) {
        Proposal proposal = entry.proposal();
        boolean counts = !time.isBefore(trial.begin());
        List<Move> moves = byWorkload.computeIfAbsent(proposal.workloadId(), any -> new ArrayList<>());
        if (counts) {
            tally.moves++;
            tally.pingPong += backAndForth(moves, proposal, time) ? 1 : 0;
        }
        moves.add(new Move(proposal.sourceNodeId(), proposal.targetNodeId(), time));
        boolean threshold = proposal.reason() == MigrationReason.POWER_MARGIN;
        HazardWindow eclipse = threshold ? eclipse(proposal) : null;
        Instant onset = eclipse == null ? proposal.hazardStart() : eclipse.start();
        Instant end = eclipse == null ? proposal.hazardEnd() : eclipse.end();
        double watts = workload.powerWatts() - workload.gpus() * source.gpuIdleWatts() * ComputeLoad.OVERHEAD_RATIO;
        MoveStory story = new MoveStory(entry, time, onset, workload.gpus(), watts);
        if (counts) {
            if (story.inside()) {
                tally.rescues++;
            } else {
                tally.slackSeconds.add(story.slackSeconds());
            }
            tally.stories.add(story);
        }
        if (threshold || proposal.reason() == MigrationReason.ECLIPSE_INGRESS) {
            MoveReplay replay =
                    new MoveReplay(watts, source.batteryFloorRatio(), truth.chargeRatio(node), end.toEpochMilli());
            story.follow(replay);
            replays.computeIfAbsent(node, any -> new ArrayList<>()).add(new Open(replay, counts));
        }
    }

    private static boolean backAndForth(List<Move> earlier, Proposal proposal, Instant time) {
        for (Move move : earlier) {
            boolean back = move.source().equals(proposal.targetNodeId())
                    && move.time().plus(REVOLUTION).isAfter(time);
            if (back || move.time().plus(RESIDENCE).isAfter(time)) {
                return true;
            }
        }
        return false;
    }

    /** The eclipse that a threshold reacts to. */
    private HazardWindow eclipse(Proposal proposal) {
        for (HazardWindow window : trial.orbits().get(proposal.sourceNodeId()).windows()) {
            if (window.kind() == HazardKind.PENUMBRA && window.end().isAfter(proposal.time())) {
                return window;
            }
        }
        return null;
    }

    /** A node has gone on. */
    void stepped(int node, long timeMillis, double seconds) {
        List<Open> open = replays.get(node);
        if (open == null) {
            return;
        }
        Iterator<Open> each = open.iterator();
        while (each.hasNext()) {
            Open one = each.next();
            one.replay()
                    .step(
                            timeMillis,
                            seconds,
                            truth.solarWatts(node),
                            truth.loadWatts(node),
                            truth.capacityWattHours(node));
            if (one.replay().over()) {
                each.remove();
                if (one.counts()) {
                    tally.judged++;
                    tally.needless += one.replay().needless() ? 1 : 0;
                }
            }
        }
    }
}
