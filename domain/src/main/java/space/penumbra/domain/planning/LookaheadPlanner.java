package space.penumbra.domain.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;

/**
 * The look-ahead planner: for all nodes that a hazard reaches soon together, the cheapest choice of riding it out, capping, pausing and
 * moving that the batteries, the targets and the links allow, and a bound that says how much cheaper any plan could be at most. Equal snapshots give equal plans. Stateless and
 * thread-safe.
 *
 * <p>Whatever need not leave the house yet is chosen and reserved for, but not proposed: the next plan may know better.
 */
public final class LookaheadPlanner {

    private static final Set<HazardKind> RADIATION = EnumSet.of(HazardKind.SAA, HazardKind.SOLAR_PROTON);

    /** Moves that are always allowed at a time, however small the fleet. */
    private static final int LEAST_IN_FLIGHT = 4;

    private final PlannerSettings settings;

    public LookaheadPlanner(PlannerSettings settings) {
        this.settings = settings;
    }

    /** The plan for a region as it is now. */
    public Plan plan(RegionSnapshot snapshot) {
        RegionView region = new RegionView(snapshot);
        Leaning leaning = new Leaning(snapshot.previous());
        Targets targets = new Targets(region, settings);
        List<Threat> threats = threats(region);
        JointPlanner.Outcome energy = new JointPlanner(region, targets, leaning, settings).decide(threats);
        List<Decision> decisions = new ArrayList<>(energy.decisions());
        decisions.addAll(radiationDecisions(region, targets, leaning, decisions));
        List<Proposal> proposals = proposals(snapshot, region, leaning, decisions);
        proposals.addAll(resumes(snapshot, region));
        return summary(snapshot, threats.size(), energy, decisions, proposals);
    }

    private List<Threat> threats(RegionView region) {
        List<Threat> threats = new ArrayList<>();
        for (NodeOutlook node : region.nodes()) {
            boolean knownBattery = node.status.batteryChargeRatio() >= 0 && node.spec.batteryWattHours() > 0;
            if (node.spec.inOrbit() && knownBattery && !node.workloads.isEmpty()) {
                Threat.first(node, region.now(), settings.lookaheadSeconds()).ifPresent(threats::add);
            }
        }
        threats.sort(Comparator.comparingDouble(Threat::onsetSeconds)
                .thenComparing(threat -> threat.node().id()));
        return threats;
    }

    private List<Decision> radiationDecisions(
            RegionView region, Targets targets, Leaning leaning, List<Decision> taken) {
        RadiationRule rule = new RadiationRule(region, targets, leaning);
        Map<String, ActionKind> actions = new HashMap<>();
        taken.forEach(decision ->
                actions.put(decision.workload().workloadId(), decision.chosen().action()));
        List<Decision> decisions = new ArrayList<>();
        for (NodeOutlook node : region.nodes()) {
            for (HazardWindow window : node.windows) {
                Threat passage = RADIATION.contains(window.kind()) ? Threat.of(node, window, region.now()) : null;
                if (passage == null || passage.begun() || passage.onsetSeconds() > settings.lookaheadSeconds()) {
                    continue;
                }
                for (Workload workload : node.workloads) {
                    boolean free = actions.getOrDefault(workload.workloadId(), ActionKind.RIDE) == ActionKind.RIDE;
                    if (free && workload.state() == WorkloadState.RUNNING && region.open(workload)) {
                        rule.decide(workload, passage).ifPresent(decision -> {
                            decisions.add(decision);
                            actions.put(workload.workloadId(), decision.chosen().action());
                        });
                    }
                }
            }
        }
        return decisions;
    }

    private List<Proposal> proposals(
            RegionSnapshot snapshot, RegionView region, Leaning leaning, List<Decision> decisions) {
        ProposalWriter writer = new ProposalWriter(snapshot.time(), snapshot.epoch());
        int room = Math.max(LEAST_IN_FLIGHT, (int) (settings.maxInFlightRatio() * region.workloadCount()))
                - region.moving();
        List<Proposal> proposals = new ArrayList<>();
        for (Decision decision : decisions) {
            boolean move = decision.chosen().action() == ActionKind.MIGRATE;
            Timing timing = Timing.of(decision, settings);
            if (mayLeave(region, leaning, decision, timing) && (!move || room > 0)) {
                proposals.add(writer.proposal(decision, timing));
                room -= move ? 1 : 0;
            }
        }
        return proposals;
    }

    private boolean mayLeave(RegionView region, Leaning leaning, Decision decision, Timing timing) {
        Offer chosen = decision.chosen();
        // A destination that is still in the shadow is chosen and kept room at, but nobody is sent there yet.
        boolean ready = chosen.target() == null || !chosen.target().dark();
        if (chosen.action() == ActionKind.RIDE || !timing.due() || !ready) {
            return false;
        }
        String hazardId = decision.threat().window().hazardId();
        boolean allowed = region.book().mayPropose(decision.workload(), hazardId, chosen.action(), region.now());
        // Inside a hazard one reading is not enough: two plans in a row must see the need.
        boolean sure = !decision.threat().begun() || leaning.actedOn(decision.workload(), hazardId);
        return allowed && sure;
    }

    private List<Proposal> resumes(RegionSnapshot snapshot, RegionView region) {
        ResumeRule rule = new ResumeRule(region, settings);
        ProposalWriter writer = new ProposalWriter(snapshot.time(), snapshot.epoch());
        List<Proposal> proposals = new ArrayList<>();
        for (NodeOutlook node : region.nodes()) {
            for (Workload workload : node.workloads) {
                rule.mayEnd(node, workload)
                        .ifPresent(suspension ->
                                proposals.add(writer.resume(workload, suspension, rule.lightSeconds(node))));
            }
        }
        return proposals;
    }

    private Plan summary(
            RegionSnapshot snapshot,
            int threatened,
            JointPlanner.Outcome energy,
            List<Decision> decisions,
            List<Proposal> proposals) {
        Map<String, Choice> choices = new HashMap<>();
        ProposalWriter writer = new ProposalWriter(snapshot.time(), snapshot.epoch());
        Map<String, WorkloadChoice> explanations = new HashMap<>();
        int riding = 0;
        double cost = 0;
        for (Decision decision : decisions) {
            choices.put(decision.workload().workloadId(), decision.choice());
            explanations.put(decision.workload().workloadId(), writer.choice(decision, settings));
            riding += decision.chosen().action() == ActionKind.RIDE ? 1 : 0;
            cost += decision.chosen().costGpuHours();
        }
        return new Plan(
                snapshot.time(),
                snapshot.epoch(),
                List.copyOf(proposals),
                Map.copyOf(choices),
                List.copyOf(explanations.values()),
                threatened,
                riding,
                cost,
                // What radiation adds was decided by a rule of its own, and is its own bound.
                cost - energy.costGpuHours() + energy.boundGpuHours());
    }
}
