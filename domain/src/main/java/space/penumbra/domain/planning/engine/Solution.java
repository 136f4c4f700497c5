package space.penumbra.domain.planning.engine;

/**
 * A plan for a region and how good it is at least.
 *
 * @param pick by workload, its {@linkplain Problem pick}
 * @param cost weighted GPU-hours of all picks
 * @param bound no plan costs less, in weighted GPU-hours
 * @param priceRounds rounds of the dual that were made
 * @param searchRounds rounds of ruin and recreate that were made
 */
public record Solution(int[] pick, double cost, double bound, int priceRounds, long searchRounds) {

    /** By how much the plan can be improved at most, in percent of the bound; 0 if there is nothing to decide. */
    public double gapPercent() {
        return cost <= bound || cost == 0 ? 0 : bound > 0 ? 100 * (cost / bound - 1) : Double.POSITIVE_INFINITY;
    }
}
