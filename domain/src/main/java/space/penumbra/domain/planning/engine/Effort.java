package space.penumbra.domain.planning.engine;

import java.util.function.BooleanSupplier;

/**
 * How hard to look for a better plan. The first plan is always made; everything after it may end at any time.
 *
 * @param priceRounds rounds of the dual; 0 for no bound but the trivial one
 * @param searchRounds rounds of ruin and recreate
 * @param expired asked now and then; true ends the work early. Plans are reproducible only while it says false
 * @param seed seed of the search
 */
public record Effort(int priceRounds, long searchRounds, BooleanSupplier expired, long seed) {

    /** Only the first plan. */
    public static final Effort FIRST = new Effort(0, 0, () -> false, 1);

    /** So many rounds, whatever time they take: equal problems give equal plans. */
    public static Effort rounds(int priceRounds, long searchRounds) {
        return new Effort(priceRounds, searchRounds, () -> false, 1);
    }
}
