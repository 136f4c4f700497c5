package space.penumbra.cli.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.planning.BatteryEstimate;
import space.penumbra.domain.planning.PlannerSettings;
import space.penumbra.domain.planning.RegionSnapshot;
import space.penumbra.producers.twin.FleetTwin;
import space.penumbra.producers.twin.TwinTruth;

/**
 * The yardstick: the same planner with the exact state of every node at the instant of the plan, batteries included, in a fleet whose links carry
 * anything and whose commands never fail. No bound in the strict sense, for it plans with the same rules; nothing that a fleet could be run by.
 */
final class ClairvoyantPolicy implements Policy {

    private static final PlannerSettings SETTINGS = new PlannerSettings(
            2 * Mail.JOB_COMMIT_MILLIS / 1000.0,
            PlannerSettings.LIVE.statusMaxAgeSeconds(),
            PlannerSettings.LIVE.cycleSeconds(),
            PlannerSettings.LIVE.lookaheadSeconds(),
            PlannerSettings.LIVE.minDwellSeconds(),
            PlannerSettings.LIVE.residenceSeconds(),
            64,
            64,
            1);

    private final PlannerPolicy planner = new PlannerPolicy(SETTINGS);
    private final FleetTwin twin;
    private final TwinTruth truth;
    private final Map<String, BatteryEstimate> batteries = new HashMap<>();

    ClairvoyantPolicy(FleetTwin twin) {
        this.twin = twin;
        this.truth = twin.truth();
        for (int node = 0; node < twin.designs().size(); node++) {
            batteries.put(
                    twin.designs().get(node).spec().nodeId(), BatteryEstimate.exactly(truth.capacityWattHours(node)));
        }
    }

    @Override
    public List<Proposal> decide(Instant now, Known known) {
        Map<String, NodeStatus> statuses = new HashMap<>();
        for (int node = 0; node < twin.designs().size(); node++) {
            NodeSpec spec = twin.designs().get(node).spec();
            NodeStatus seen = known.statuses.get(spec.nodeId());
            if (seen != null) {
                statuses.put(spec.nodeId(), exact(node, seen, now));
            }
        }
        return planner.decide(new RegionSnapshot(
                now,
                planner.nextEpoch(now),
                known.nodes(),
                statuses,
                known.hazards,
                known.workloadsLately(now),
                new ArrayList<>(known.commands.values()),
                planner.pending(),
                planner.choices(),
                batteries));
    }

    private NodeStatus exact(int node, NodeStatus seen, Instant now) {
        double lit = truth.illumination(node);
        return new NodeStatus(
                seen.nodeId(),
                seen.silent() ? LimitLevel.IN_LIMITS : seen.level(),
                false,
                lit >= 1 ? Illumination.SUNLIT : lit > 0 ? Illumination.PENUMBRA : Illumination.UMBRA,
                seen.latitudeDegrees(),
                seen.longitudeDegrees(),
                seen.altitudeKilometres(),
                truth.chargeRatio(node),
                truth.solarWatts(node),
                truth.loadWatts(node),
                seen.powerMarginWatts(),
                seen.gpuUtilisationRatio(),
                seen.gpuTemperatureMaxCelsius(),
                seen.radiatorTemperatureCelsius(),
                seen.correctedErrors(),
                seen.uncorrectedErrors(),
                seen.upsetsPerHour(),
                seen.openAlarms(),
                seen.worstAlarm(),
                seen.frames(),
                now);
    }

    @Override
    public void ledger(CommandEntry entry) {
        planner.ledger(entry);
    }
}
