package space.penumbra.domain.planning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;

/**
 * Decides for the workloads of one node under one threat: which ride, which are capped or paused, which go where. If everything can ride
 * nothing else is looked at. Reserves room at the targets it chose.
 */
final class SourcePlanner {

    /** After so many conflicts over room among the workloads of one node, whoever finds none stays. */
    private static final int ROUNDS = 24;

    private final RegionView region;
    private final Targets targets;
    private final Leaning leaning;
    private final PlannerSettings settings;

    SourcePlanner(RegionView region, Targets targets, Leaning leaning, PlannerSettings settings) {
        this.region = region;
        this.targets = targets;
        this.leaning = leaning;
        this.settings = settings;
    }

    List<Decision> decide(Threat threat) {
        return decide(need(threat));
    }

    List<Decision> decide(Need need) {
        return need.batteryLasts() && !need.standing()
                ? allRide(need.threat(), need.open(), need.riding())
                : choose(need);
    }

    /** What must be decided under a threat, and the energy that there is for it. */
    Need need(Threat threat) {
        List<Workload> open = new ArrayList<>();
        double budget = threat.budgetWattHours();
        for (Workload workload : threat.node().workloads) {
            boolean draws = workload.state() == WorkloadState.RUNNING || workload.state() == WorkloadState.CAPPED;
            if ((draws || waits(threat, workload)) && region.open(workload)) {
                open.add(workload);
            } else {
                budget -= committedWattHours(workload, threat);
            }
        }
        double riding = open.stream()
                .mapToDouble(workload -> threat.wattHours(workload, powerRatio(workload)))
                .sum();
        return new Need(threat, open, budget, riding);
    }

    /** Paused by one of our commands until the hazard is over: it may go on elsewhere sooner. */
    private boolean waits(Threat threat, Workload workload) {
        return threat.begun()
                && workload.state() == WorkloadState.PAUSED
                && region.book()
                        .suspension(workload.workloadId())
                        .filter(command ->
                                command.sourceNodeId().equals(threat.node().id()))
                        .isPresent();
    }

    /**
     * What must be decided for one node.
     *
     * @param open workloads that a command may touch
     * @param budget Wh that they may take from the battery
     * @param riding Wh that they take if nothing is done
     */
    record Need(Threat threat, List<Workload> open, double budget, double riding) {

        boolean batteryLasts() {
            return riding <= budget;
        }

        /** Whether somebody is held back already, and might do better elsewhere. */
        boolean standing() {
            return threat.begun() && open.stream().anyMatch(CommandBook::suspended);
        }
    }

    private List<Decision> allRide(Threat threat, List<Workload> open, double riding) {
        String note = Texts.batteryLasts(threat, riding);
        List<Decision> decisions = new ArrayList<>();
        for (Workload workload : open) {
            double wattHours = threat.wattHours(workload, powerRatio(workload));
            Offer ride = Offer.staying(ActionKind.RIDE, Cost.ride(wattHours), wattHours, note);
            decisions.add(new Decision(workload, threat, ride, List.of(ride)));
        }
        return decisions;
    }

    private List<Decision> choose(Need need) {
        Threat threat = need.threat();
        List<Workload> open = need.open();
        double budget = need.budget();
        List<List<Offer>> offers = new ArrayList<>();
        for (Workload workload : open) {
            offers.add(offers(need, workload));
        }
        for (int round = 1; ; round++) {
            int[] picks = knapsack(threat, open, offers, budget);
            int failed = reserve(threat, open, offers, picks);
            if (failed < 0) {
                return decisions(threat, open, offers, picks);
            }
            // Somebody took the room: look again, with that workload's next best move or none.
            int move = offers.get(failed).size() - 1;
            offers.get(failed)
                    .set(
                            move,
                            round < ROUNDS
                                    ? moveOffer(threat, open.get(failed))
                                    : Offer.impossible(ActionKind.MIGRATE, "others took the room"));
            releaseAll(threat, open, offers, picks, failed);
        }
    }

    private List<Offer> offers(Need need, Workload workload) {
        List<Offer> offers = stays(need, workload);
        offers.add(moveOffer(need.threat(), workload));
        return offers;
    }

    /** To go on as it is, to be capped and to be paused, in this order. */
    List<Offer> stays(Need need, Workload workload) {
        Threat threat = need.threat();
        double hours = threat.hours();
        double capWh = threat.wattHours(workload, Assumptions.CAP_POWER_RATIO);
        List<Offer> offers = new ArrayList<>();
        offers.add(asItIs(need, workload));
        boolean mayCap = workload.state() == WorkloadState.RUNNING && may(threat, workload, ActionKind.POWER_CAP);
        offers.add(
                mayCap
                        ? Offer.staying(ActionKind.POWER_CAP, Cost.cap(workload, hours, capWh), capWh, Texts.CAPPED)
                        : Offer.impossible(ActionKind.POWER_CAP, "it is capped, or a cap came to nothing"));
        // A pause is the last resort: it is weighed even while an earlier one cools down, and simply not issued then.
        offers.add(
                workload.state() == WorkloadState.PAUSED
                        ? Offer.impossible(ActionKind.PAUSE, Texts.PAUSED_ALREADY)
                        : Offer.staying(ActionKind.PAUSE, Cost.pause(workload, hours), 0, Texts.PAUSED));
        if (threat.begun() && CommandBook.suspended(workload)) {
            offers.add(goOn(need, workload));
        }
        return offers;
    }

    /** What was held back goes on in the dark, where less is drawn than was feared. */
    private Offer goOn(Need need, Workload workload) {
        Threat threat = need.threat();
        boolean ours = region.book()
                .suspension(workload.workloadId())
                .filter(command -> command.sourceNodeId().equals(threat.node().id()))
                .isPresent();
        if (!ours
                || !may(threat, workload, ActionKind.RESUME)
                || threat.node().status.silent()) {
            return Offer.impossible(ActionKind.RESUME, "whoever held it back lets it go on");
        }
        double spare = Assumptions.GO_ON_GUARD_RATIO * threat.node().usableWattHours;
        double wattHours = threat.wattHours(workload, 1) + spare;
        return Offer.staying(
                ActionKind.RESUME, Cost.ride(wattHours), wattHours, Texts.batteryCarriesOn(threat, need, workload));
    }

    /** Nothing is done: whoever is held back stays so until the hazard is over. */
    private static Offer asItIs(Need need, Workload workload) {
        Threat threat = need.threat();
        double wattHours = threat.wattHours(workload, powerRatio(workload));
        return switch (workload.state()) {
            case PAUSED ->
                Offer.staying(ActionKind.RIDE, Cost.pause(workload, threat.hours()), 0, Texts.PAUSED_ALREADY);
            case CAPPED ->
                Offer.staying(
                        ActionKind.RIDE,
                        Cost.cap(workload, threat.hours(), wattHours),
                        wattHours,
                        need.batteryLasts() ? Texts.CAPPED_ALREADY : Texts.batteryFails(threat, need.riding()));
            default ->
                Offer.staying(
                        ActionKind.RIDE,
                        Cost.ride(wattHours),
                        wattHours,
                        need.batteryLasts()
                                ? Texts.batteryLasts(threat, need.riding())
                                : Texts.batteryFails(threat, need.riding()));
        };
    }

    private Offer moveOffer(Threat threat, Workload workload) {
        Optional<String> reason = whyNotMove(threat, workload);
        return reason.map(why -> Offer.impossible(ActionKind.MIGRATE, why))
                .orElseGet(() -> targets.best(
                        workload,
                        threat,
                        region.book()
                                .shunned(workload.workloadId(), threat.window().hazardId()),
                        leaning.of(workload)));
    }

    /** Why a workload may not be moved whatever the targets; empty if it may. */
    Optional<String> whyNotMove(Threat threat, Workload workload) {
        if (!workload.migratable()) {
            return Optional.of("it may not be moved");
        }
        if (region.book().lastMoved(workload.workloadId()).isAfter(region.now().minus(Duration.ofSeconds((long)
                settings.residenceSeconds())))) {
            return Optional.of("it moved less than " + Texts.minutes(settings.residenceSeconds()) + " ago");
        }
        return may(threat, workload, ActionKind.MIGRATE)
                ? Optional.empty()
                : Optional.of("an earlier move came to nothing");
    }

    private boolean may(Threat threat, Workload workload, ActionKind action) {
        return region.book().mayPropose(workload, threat.window().hazardId(), action, region.now());
    }

    private int[] knapsack(Threat threat, List<Workload> open, List<List<Offer>> offers, double budget) {
        double[][] cost = new double[open.size()][];
        double[][] wattHours = new double[open.size()][];
        for (int i = 0; i < open.size(); i++) {
            Workload workload = open.get(i);
            cost[i] = offers.get(i).stream()
                    .mapToDouble(offer ->
                            leaning.leant(workload, offer, threat.window().hazardId()))
                    .toArray();
            wattHours[i] = offers.get(i).stream().mapToDouble(Offer::wattHours).toArray();
        }
        return EnergyKnapsack.choose(cost, wattHours, budget);
    }

    /** Reserves the chosen moves, the dearest to pause first. Returns the workload that found no room any more, or -1. */
    private int reserve(Threat threat, List<Workload> open, List<List<Offer>> offers, int[] picks) {
        for (int i : dearestFirst(open, offers, picks)) {
            Offer offer = offers.get(i).get(picks[i]);
            if (!targets.stillFits(open.get(i), threat, offer)) {
                return i;
            }
            targets.reserve(open.get(i), threat, offer);
        }
        return -1;
    }

    private void releaseAll(Threat threat, List<Workload> open, List<List<Offer>> offers, int[] picks, int failed) {
        List<Integer> reserved = new ArrayList<>();
        for (int i : dearestFirst(open, offers, picks)) {
            if (i == failed) {
                break;
            }
            reserved.add(0, i);
        }
        for (int i : reserved) {
            targets.release(open.get(i), threat, offers.get(i).get(picks[i]));
        }
    }

    private List<Integer> dearestFirst(List<Workload> open, List<List<Offer>> offers, int[] picks) {
        List<Integer> moves = new ArrayList<>();
        for (int i = 0; i < picks.length; i++) {
            if (offers.get(i).get(picks[i]).action() == ActionKind.MIGRATE) {
                moves.add(i);
            }
        }
        moves.sort(Comparator.<Integer>comparingDouble(i -> -Cost.perHour(open.get(i)))
                .thenComparing(i -> open.get(i).workloadId()));
        return moves;
    }

    private static List<Decision> decisions(Threat threat, List<Workload> open, List<List<Offer>> offers, int[] picks) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < picks.length; i++) {
            List<Offer> all = offers.get(i);
            decisions.add(new Decision(open.get(i), threat, all.get(picks[i]), List.copyOf(all)));
        }
        return decisions;
    }

    private double committedWattHours(Workload workload, Threat threat) {
        ActionKind action = region.book()
                .alive(workload.workloadId())
                .map(Proposal::action)
                .orElse(workload.state() == WorkloadState.PAUSED ? ActionKind.PAUSE : ActionKind.RIDE);
        switch (action) {
            case PAUSE:
            case MIGRATE:
                return 0;
            case POWER_CAP:
                return threat.wattHours(workload, Assumptions.CAP_POWER_RATIO);
            case RESUME:
                return threat.wattHours(workload, 1);
            default:
                return threat.wattHours(workload, powerRatio(workload));
        }
    }

    private static double powerRatio(Workload workload) {
        if (workload.state() == WorkloadState.PAUSED) {
            return 0;
        }
        return workload.state() == WorkloadState.CAPPED ? Assumptions.CAP_POWER_RATIO : 1;
    }
}
