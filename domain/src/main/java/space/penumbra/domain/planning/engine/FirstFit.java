package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * What a rule book does, as a yardstick: source after source, workload after workload, the first target that takes it, else a pause.
 * Targets are tried in the order of their routes. Stateless and thread-safe.
 */
public final class FirstFit {

    private FirstFit() {}

    /**
     * Plans by the rule book.
     *
     * @param checkBattery whether a source whose battery carries everything is left alone
     */
    public static Solution solve(Problem problem, boolean checkBattery) {
        Assignment plan = new Assignment(problem);
        for (int s = 0; s < problem.sources; s++) {
            boolean rides = checkBattery && rides(problem, s);
            for (int w = problem.workloadStart[s]; w < problem.workloadStart[s + 1]; w++) {
                plan.put(w, rides ? Way.RIDE.ordinal() : first(plan, w));
            }
        }
        return new Solution(plan.pick, plan.cost(), 0, 0, 0);
    }

    private static boolean rides(Problem problem, int source) {
        long left = problem.energyWh[source];
        for (int w = problem.workloadStart[source]; w < problem.workloadStart[source + 1]; w++) {
            left -= problem.stayWh[w * Way.STAYS + Way.RIDE.ordinal()];
        }
        return left >= 0;
    }

    private static int first(Assignment plan, int workload) {
        Problem p = plan.problem;
        int moves = p.moves(workload);
        int[] byRoute = new int[moves];
        for (int j = 0; j < moves; j++) {
            byRoute[j] = p.moveRoute[p.moveStart[workload] + j];
        }
        Arrays.sort(byRoute);
        for (int route : byRoute) {
            int pick = p.pickOf(workload, p.routeTarget[route]);
            if (plan.fitsPick(workload, pick)) {
                return pick;
            }
        }
        return Way.PAUSE.ordinal();
    }
}
