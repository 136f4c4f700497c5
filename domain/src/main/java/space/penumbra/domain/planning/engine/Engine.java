package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * Solves a region: the first plan source by source, then prices and the bound, the prices' own picks repaired, and ruin and recreate
 * from the better of the two. Anytime: whenever the effort ends there is a plan, and it never became dearer. Stateless and thread-safe.
 */
public final class Engine {

    /** Rounds of prices between two plans that are made from them. */
    private static final int REPAIR_ROUNDS = 16;

    /** Not looked at where prices have no weight. */
    private static final float[] NO_PRICE = {};

    private Engine() {}

    /** A plan from nothing. */
    public static Solution solve(Problem problem, Effort effort) {
        int[] none = new int[problem.workloads];
        Arrays.fill(none, Assignment.NONE);
        return solve(problem, none, effort);
    }

    /**
     * A plan that starts from earlier picks.
     *
     * @param previous by workload, its earlier pick where it still exists, -1 elsewhere; what does not fit any more is chosen again
     */
    public static Solution solve(Problem problem, int[] previous, Effort effort) {
        Dual dual = new Dual(problem);
        Assignment plan = start(problem, previous, dual, NO_PRICE, 0);
        double cost = plan.cost();
        int priced = 0;
        for (; priced < effort.priceRounds() && !effort.expired().getAsBoolean(); priced++) {
            dual.step();
            if (priced % REPAIR_ROUNDS == REPAIR_ROUNDS - 1 || priced + 1 == effort.priceRounds()) {
                Assignment repaired =
                        start(problem, dual.pick, dual, dual.bestPrices().ofAll(), 1);
                double repairedCost = repaired.cost();
                if (repairedCost < cost) {
                    cost = repairedCost;
                    plan = repaired;
                }
            }
        }
        Search search = new Search(plan, dual, dual.bestPrices().ofAll(), effort.seed());
        long searched = 0;
        while (searched < effort.searchRounds()
                && dual.unsettled().length > 0
                && (searched % 64 != 0 || !effort.expired().getAsBoolean())) {
            search.round();
            searched++;
        }
        double bound = dual.bound();
        return new Solution(plan.pick.clone(), plan.cost(), bound, priced, searched);
    }

    private static Assignment start(Problem problem, int[] picks, Dual dual, float[] price, double weight) {
        Assignment plan = new Assignment(problem);
        for (int s = 0; s < problem.sources; s++) {
            boolean whole = true;
            for (int w = problem.workloadStart[s]; w < problem.workloadStart[s + 1]; w++) {
                if (picks[w] >= Way.STAYS && plan.fitsPick(w, picks[w])) {
                    plan.put(w, picks[w]);
                } else {
                    whole &= picks[w] != Assignment.NONE && picks[w] < Way.STAYS;
                }
            }
            // Once a move is lost, those that stay choose again with it.
            for (int w = problem.workloadStart[s]; whole && w < problem.workloadStart[s + 1]; w++) {
                if (picks[w] < Way.STAYS && plan.staysFit(w, picks[w])) {
                    plan.put(w, picks[w]);
                }
            }
        }
        new Search(plan, dual, price, 1).complete(weight);
        return plan;
    }
}
