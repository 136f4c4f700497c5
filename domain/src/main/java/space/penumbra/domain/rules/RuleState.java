package space.penumbra.domain.rules;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a version of a rule is in its life.
 *
 * <pre>
 *              start shadow            promote
 *   DRAFT  ------------------> SHADOW ---------> LIVE
 *     |  ^ <------------------   |                 |
 *     |  |      stop             |                 | another version is promoted
 *     |  +-- written             | discard         v
 *     +------------------------> +-----------> RETIRED
 *     |         discard
 *     +--------------------------------------> LIVE       promote without a trial
 * </pre>
 *
 * <p>Nothing leads out of RETIRED: what held once is restored as a new version with the same content, so that versions only ever count up.
 */
public enum RuleState {
    /** Written down, without effect. */
    DRAFT,
    /** Judged on live frames beside the rule in force; alarms nobody. */
    SHADOW,
    /** In force. */
    LIVE,
    /** Discarded, or followed by another. */
    RETIRED;

    private static final Map<RuleState, Set<RuleState>> NEXT = new EnumMap<>(RuleState.class);

    static {
        NEXT.put(DRAFT, EnumSet.of(SHADOW, LIVE, RETIRED));
        NEXT.put(SHADOW, EnumSet.of(DRAFT, LIVE, RETIRED));
        NEXT.put(LIVE, EnumSet.of(RETIRED));
        NEXT.put(RETIRED, EnumSet.noneOf(RuleState.class));
    }

    /** Whether a version may pass from this state to that one. */
    public boolean mayBecome(RuleState next) {
        return NEXT.get(this).contains(next);
    }
}
