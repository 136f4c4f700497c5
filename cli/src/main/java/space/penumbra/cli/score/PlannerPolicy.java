package space.penumbra.cli.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.planning.BatteryEstimate;
import space.penumbra.domain.planning.Choice;
import space.penumbra.domain.planning.CommandBook;
import space.penumbra.domain.planning.LookaheadPlanner;
import space.penumbra.domain.planning.Plan;
import space.penumbra.domain.planning.PlannerSettings;
import space.penumbra.domain.planning.RegionSnapshot;

/** The product's planner, driven as the migrations job drives it: the same state, the same rhythm. */
final class PlannerPolicy implements Policy {

    /** The planner of a live fleet whose jobs commit each ten seconds. */
    static final PlannerSettings LIVE = PlannerSettings.LIVE.atPace(1, Mail.JOB_COMMIT_MILLIS / 1000.0);

    private final LookaheadPlanner planner;
    private final Map<String, Proposal> pending = new LinkedHashMap<>();
    private final Map<String, BatteryEstimate> batteries = new HashMap<>();
    private Map<String, Choice> choices = Map.of();
    private long epoch;

    PlannerPolicy(PlannerSettings settings) {
        planner = new LookaheadPlanner(settings);
    }

    @Override
    public List<Proposal> decide(Instant now, Known known) {
        known.commands
                .values()
                .removeIf(entry -> !CommandBook.worthKeeping(
                        entry, known.workloads.get(entry.proposal().workloadId()), now));
        pending.values().removeIf(proposal -> !CommandBook.stillPending(proposal, now));
        return decide(new RegionSnapshot(
                now,
                nextEpoch(now),
                known.nodes(),
                known.statuses,
                known.hazards,
                known.workloadsLately(now),
                new ArrayList<>(known.commands.values()),
                new ArrayList<>(pending.values()),
                choices,
                batteries));
    }

    /** Plans for a snapshot and remembers what was chosen. */
    List<Proposal> decide(RegionSnapshot snapshot) {
        Plan plan = planner.plan(snapshot);
        choices = plan.choices();
        plan.proposals().forEach(proposal -> pending.put(proposal.commandId(), proposal));
        return plan.proposals();
    }

    long nextEpoch(Instant now) {
        epoch = Math.max(epoch + 1, now.getEpochSecond());
        return epoch;
    }

    List<Proposal> pending() {
        return new ArrayList<>(pending.values());
    }

    Map<String, Choice> choices() {
        return choices;
    }

    @Override
    public void ledger(CommandEntry entry) {
        pending.remove(entry.commandId());
    }

    @Override
    public void status(NodeStatus status) {
        batteries.merge(status.nodeId(), BatteryEstimate.NONE.with(status), (known, first) -> known.with(status));
    }
}
