package space.penumbra.domain.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.planning.engine.Effort;
import space.penumbra.domain.planning.engine.Engine;
import space.penumbra.domain.planning.engine.Problem;
import space.penumbra.domain.planning.engine.ProblemBuilder;
import space.penumbra.domain.planning.engine.Solution;
import space.penumbra.domain.planning.engine.Way;

/**
 * Decides for all nodes under a threat together, because they compete for the same targets and links. Nodes already inside a hazard come
 * first and for themselves: they cannot wait, and their moves still draw on the battery. Used by one plan.
 */
final class JointPlanner {

    /** Destinations weighed for each workload. */
    private static final int MOST_MOVES = 20;

    /** Rounds instead of time, so that equal regions give equal plans: some 0.1 CPU-seconds for 2,000 nodes. */
    private static final int PRICE_ROUNDS = 24;

    private static final int SEARCH_ROUNDS_PER_WORKLOAD = 2;

    private final RegionView region;
    private final Targets targets;
    private final Leaning leaning;
    private final PlannerSettings settings;
    private final SourcePlanner alone;

    JointPlanner(RegionView region, Targets targets, Leaning leaning, PlannerSettings settings) {
        this.region = region;
        this.targets = targets;
        this.leaning = leaning;
        this.settings = settings;
        alone = new SourcePlanner(region, targets, leaning, settings);
    }

    /**
     * What was decided.
     *
     * @param costGpuHours price of all decisions, in weighted GPU-hours
     * @param boundGpuHours no choice among the same options costs less
     */
    record Outcome(List<Decision> decisions, double costGpuHours, double boundGpuHours) {}

    /** What one workload could do: to ride, be capped or paused, and where it could go. */
    private record Menu(Workload workload, List<Offer> stays, List<Offer> moves, String whyNoMove) {}

    /** One node of the problem. */
    private record Source(SourcePlanner.Need need, List<Menu> menus) {}

    /** Decides; the threats come in the order of their onset. */
    Outcome decide(List<Threat> threats) {
        List<Decision> decisions = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        Map<Threat, SourcePlanner.Need> needs = new LinkedHashMap<>();
        for (Threat threat : threats) {
            SourcePlanner.Need need = alone.need(threat);
            needs.put(threat, need);
            if (threat.begun() || need.batteryLasts()) {
                decisions.addAll(alone.decide(need));
            } else {
                sources.add(new Source(need, new ArrayList<>()));
            }
        }
        double decided = cost(decisions);
        for (Source source : sources) {
            source.need().open().forEach(workload -> source.menus().add(menu(source.need(), workload)));
        }
        double bound = solve(sources, decisions);
        double cost = cost(decisions);
        return new Outcome(explained(needs, decisions), cost, Math.min(cost, decided + bound));
    }

    private List<Decision> explained(Map<Threat, SourcePlanner.Need> needs, List<Decision> decisions) {
        Map<Threat, List<Decision>> byThreat = new LinkedHashMap<>();
        decisions.forEach(decision -> byThreat.computeIfAbsent(decision.threat(), unused -> new ArrayList<>())
                .add(decision));
        Forgone forgone = new Forgone(targets);
        return byThreat.entrySet().stream()
                .flatMap(entry -> forgone.explained(needs.get(entry.getKey()), entry.getValue()).stream())
                .toList();
    }

    private static double cost(List<Decision> decisions) {
        return decisions.stream()
                .mapToDouble(decision -> decision.chosen().costGpuHours())
                .sum();
    }

    private Menu menu(SourcePlanner.Need need, Workload workload) {
        Threat threat = need.threat();
        List<Offer> stays = alone.stays(need, workload);
        return alone.whyNotMove(threat, workload)
                .map(why -> new Menu(workload, stays, List.of(), why))
                .orElseGet(() -> new Menu(
                        workload,
                        stays,
                        targets.cheapest(
                                workload,
                                threat,
                                region.book()
                                        .shunned(
                                                workload.workloadId(),
                                                threat.window().hazardId()),
                                MOST_MOVES),
                        Texts.NO_DESTINATION));
    }

    /** Adds the decisions of all sources; returns their bound. */
    private double solve(List<Source> sources, List<Decision> decisions) {
        Posed posed = new Posed(sources);
        int workloads = posed.problem.workloads();
        if (workloads == 0) {
            return 0;
        }
        Solution solution = Engine.solve(
                posed.problem,
                posed.previous(),
                Effort.rounds(PRICE_ROUNDS, (long) SEARCH_ROUNDS_PER_WORKLOAD * workloads));
        List<Source> again = new ArrayList<>();
        int first = 0;
        for (Source source : sources) {
            List<Decision> chosen = new ArrayList<>();
            for (int i = 0; i < source.menus().size(); i++) {
                chosen.add(decision(source, source.menus().get(i), posed, first + i, solution.pick()[first + i]));
            }
            first += source.menus().size();
            if (reserve(chosen)) {
                decisions.addAll(chosen);
            } else {
                again.add(source);
            }
        }
        // The problem rounds and simplifies; where the exact check then says no, the node is decided for itself.
        again.forEach(source -> decisions.addAll(alone.decide(source.need())));
        return solution.bound();
    }

    private Decision decision(Source source, Menu menu, Posed posed, int workload, int pick) {
        List<Offer> offers = new ArrayList<>(menu.stays());
        Offer move = menu.moves().isEmpty()
                ? Offer.impossible(ActionKind.MIGRATE, menu.whyNoMove())
                : menu.moves().get(0);
        Way way = Way.of(pick);
        if (way == Way.MOVE) {
            String target =
                    posed.nodes.get(posed.problem.target(workload, pick)).id();
            move = menu.moves().stream()
                    .filter(offer -> offer.targetNodeId().equals(target))
                    .findFirst()
                    .orElseThrow();
        }
        offers.add(move);
        Offer chosen = way == Way.MOVE ? move : menu.stays().get(way == Way.RIDE ? 0 : way == Way.CAP ? 1 : 2);
        return new Decision(menu.workload(), source.need().threat(), chosen, List.copyOf(offers));
    }

    /** Reserves the moves of one source, all or none. */
    private boolean reserve(List<Decision> chosen) {
        List<Decision> reserved = new ArrayList<>();
        for (Decision decision : chosen) {
            Offer offer = decision.chosen();
            if (offer.target() == null) {
                continue;
            }
            if (!targets.stillFits(decision.workload(), decision.threat(), offer)) {
                for (int i = reserved.size() - 1; i >= 0; i--) {
                    Decision back = reserved.get(i);
                    targets.release(back.workload(), back.threat(), back.chosen());
                }
                return false;
            }
            targets.reserve(decision.workload(), decision.threat(), offer);
            reserved.add(decision);
        }
        return true;
    }

    /** The sources as the engine's problem. */
    private final class Posed {

        private final ProblemBuilder builder = new ProblemBuilder();
        private final Map<NodeOutlook, Integer> index = new HashMap<>();
        private final Map<NodeOutlook, Integer> link = new HashMap<>();
        private final Map<String, Integer> group = new HashMap<>();
        private final List<NodeOutlook> nodes = new ArrayList<>();
        private final List<Menu> menus = new ArrayList<>();
        private final List<Threat> threats = new ArrayList<>();
        private final double stayHours;
        private final Problem problem;

        Posed(List<Source> sources) {
            double onset = sources.stream()
                    .mapToDouble(source -> source.need().threat().onsetSeconds())
                    .max()
                    .orElse(0);
            // A longer stay leaves more time to recharge; whoever has less is told so by the exact check.
            stayHours = (onset + settings.minDwellSeconds()) / 3600;
            sources.forEach(this::add);
            problem = builder.build();
        }

        private void add(Source source) {
            Threat threat = source.need().threat();
            double due = threat.deadlineSeconds() - settings.commandLatencySeconds();
            int departures = settings.maxDepartures() - threat.node().departures();
            builder.source(source.need().budget(), due, departures);
            Map<NodeOutlook, Integer> route = new HashMap<>();
            for (Menu menu : source.menus()) {
                for (Offer offer : menu.moves()) {
                    route.computeIfAbsent(offer.target(), target -> route(threat.node(), target));
                }
            }
            for (Menu menu : source.menus()) {
                menus.add(menu);
                threats.add(threat);
                add(menu, threat, route);
            }
        }

        private void add(Menu menu, Threat threat, Map<NodeOutlook, Integer> route) {
            Workload workload = menu.workload();
            String name = workload.antiAffinityGroup();
            int number = name.isEmpty() ? -1 : group.computeIfAbsent(name, unused -> group.size());
            double watts = threat.node().extraWatts(workload);
            builder.workload(
                    workload.gpus(),
                    watts,
                    number,
                    leant(menu, threat, menu.stays().get(2)));
            stay(Way.RIDE, menu, threat, menu.stays().get(0));
            stay(Way.CAP, menu, threat, menu.stays().get(1));
            for (Offer offer : menu.moves()) {
                double megabytes = offer.move().gigabytes() * 1000;
                builder.move(route.get(offer.target()), leant(menu, threat, offer), megabytes);
            }
        }

        private void stay(Way way, Menu menu, Threat threat, Offer offer) {
            if (offer.feasible()) {
                builder.stay(way, leant(menu, threat, offer), offer.wattHours());
            }
        }

        private double leant(Menu menu, Threat threat, Offer offer) {
            return leaning.leant(menu.workload(), offer, threat.window().hazardId());
        }

        private int route(NodeOutlook source, NodeOutlook target) {
            int node = index.computeIfAbsent(target, unused -> {
                nodes.add(target);
                return builder.node(
                        target.freeGpus(), target.headroomWatts(stayHours), settings.maxArrivals() - target.arrivals());
            });
            return builder.route(node, new int[] {link(source), link(target)}, 2);
        }

        private int link(NodeOutlook node) {
            return link.computeIfAbsent(node, unused -> builder.link(seconds -> 1000 * node.link.freeBy(seconds)));
        }

        /** What the plan before chose, where it can still be chosen. */
        int[] previous() {
            int[] picks = new int[problem.workloads()];
            Arrays.fill(picks, -1);
            for (int w = 0; w < picks.length; w++) {
                Choice choice = leaning.of(menus.get(w).workload());
                if (choice.hazardId().equals(threats.get(w).window().hazardId())) {
                    picks[w] = pick(w, choice);
                }
            }
            return picks;
        }

        private int pick(int workload, Choice choice) {
            return switch (choice.action()) {
                case RIDE -> Way.RIDE.ordinal();
                case POWER_CAP -> Way.CAP.ordinal();
                case PAUSE -> Way.PAUSE.ordinal();
                case MIGRATE ->
                    menus.get(workload).moves().stream()
                            .filter(offer -> offer.targetNodeId().equals(choice.targetNodeId()))
                            .findFirst()
                            .map(offer -> problem.pickOf(workload, index.get(offer.target())))
                            .orElse(-1);
                default -> -1;
            };
        }
    }
}
