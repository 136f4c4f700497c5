package space.penumbra.domain.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import space.penumbra.domain.limits.LimitState;

/**
 * Where one node stands with the rules in shadow and, judged from the same frame on, with the rules in force of the same ids. Only nodes that
 * are outside of some limit have anything in it. Not thread-safe.
 */
public final class ShadowState {

    private final Map<String, Stand> stands = new HashMap<>();

    /** Where a node stands with one version in shadow. */
    static final class Stand {
        LimitState shadow = new LimitState();
        LimitState live = new LimitState();
        /** Revision of the bench at which both were bound; never stored. */
        int boundRevision = -1;
    }

    Stand of(String versionKey) {
        return stands.computeIfAbsent(versionKey, ignored -> new Stand());
    }

    /** Forgets versions that are no longer tried. */
    void keep(Set<String> versionKeys) {
        stands.keySet().retainAll(versionKeys);
    }

    /** Whether there is nothing to be remembered. */
    public boolean isEmpty() {
        return stands.values().stream().allMatch(stand -> number(stand.shadow) == 0 && number(stand.live) == 0);
    }

    /** Gives the numbers of every version that has any: of the one in shadow and of the one in force, as the limits pack them. */
    public void each(BiConsumer<String, int[]> take) {
        stands.forEach((key, stand) -> {
            int[] numbers = {number(stand.shadow), number(stand.live)};
            if (numbers[0] != 0 || numbers[1] != 0) {
                take.accept(key, numbers);
            }
        });
    }

    /** Puts back the numbers of a version. */
    public void put(String versionKey, int shadow, int live) {
        String[] ruleId = {versionKey.substring(0, versionKey.lastIndexOf('@'))};
        Stand stand = of(versionKey);
        stand.shadow = LimitState.of(ruleId, new int[] {shadow});
        stand.live = LimitState.of(ruleId, new int[] {live});
    }

    private static int number(LimitState state) {
        return state.size() == 0 ? 0 : state.stored(0);
    }

    /** A copy that shares nothing that changes. */
    public ShadowState copy() {
        ShadowState copy = new ShadowState();
        stands.forEach((key, stand) -> {
            Stand copied = copy.of(key);
            copied.shadow = stand.shadow.copy();
            copied.live = stand.live.copy();
            copied.boundRevision = stand.boundRevision;
        });
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShadowState state && numbers().equals(state.numbers());
    }

    @Override
    public int hashCode() {
        return Objects.hash(numbers());
    }

    private Map<String, String> numbers() {
        Map<String, String> all = new HashMap<>();
        each((key, numbers) -> all.put(key, numbers[0] + " " + numbers[1]));
        return all;
    }
}
