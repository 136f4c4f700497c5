package space.penumbra.domain.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import space.penumbra.domain.limits.LimitState;

/**
 * Where one node stands with the rules in shadow and, judged from the same frame on, with the rules in force of the same ids. Only nodes that
 * are outside of some limit have anything in it, and all nodes if a rule is on a rate or a flat line. Not thread-safe.
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
        return stands.values().stream().allMatch(stand -> silent(stand.shadow) && silent(stand.live));
    }

    private static boolean silent(LimitState state) {
        for (int place = 0; place < state.size(); place++) {
            if (state.stored(place) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Takes the two stands of a version. */
    public interface Taker {

        /**
         * Where the node stands with a version.
         *
         * @param shadow with the version in shadow
         * @param live with the rule in force beside it
         */
        void take(String versionKey, LimitState shadow, LimitState live);
    }

    /** Gives the stands of every version that there is anything to be remembered of. */
    public void each(Taker taker) {
        stands.forEach((key, stand) -> {
            if (!silent(stand.shadow) || !silent(stand.live)) {
                taker.take(key, stand.shadow, stand.live);
            }
        });
    }

    /** Puts back the stands of a version. */
    public void put(String versionKey, LimitState shadow, LimitState live) {
        Stand stand = of(versionKey);
        stand.shadow = shadow;
        stand.live = live;
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
}
