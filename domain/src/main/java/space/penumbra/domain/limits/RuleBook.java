package space.penumbra.domain.limits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All rules in force. A rule replaces the one of the same id only if its version is higher, so rules may arrive in any
 * order and more than once. A rule for {@code node:<id>} stands in for the profile's rule on the same field, side and
 * context, for that node. Not thread-safe.
 */
public final class RuleBook {

    private static final String NODE = "node:";

    private final Map<String, LimitRule> byId = new TreeMap<>();
    private final Map<String, RuleList> byProfile = new HashMap<>();
    private final Map<String, RuleList> byNode = new HashMap<>();
    private final Set<String> nodesWithOwn = new HashSet<>();
    private int revision;

    public RuleBook(Collection<LimitRule> rules) {
        rules.forEach(this::offer);
    }

    /**
     * Takes a rule.
     *
     * @return false if it is not usable, or not newer than the one in force
     */
    public boolean offer(LimitRule rule) {
        LimitRule present = byId.get(rule.ruleId());
        if ((present != null && present.version() >= rule.version())
                || !RuleCheck.problems(rule).isEmpty()) {
            return false;
        }
        byId.put(rule.ruleId(), rule);
        byProfile.clear();
        byNode.clear();
        nodesWithOwn.clear();
        for (LimitRule each : byId.values()) {
            if (each.profile().startsWith(NODE)) {
                nodesWithOwn.add(each.profile().substring(NODE.length()));
            }
        }
        revision++;
        return true;
    }

    /** Changes whenever a rule does: a list taken at the same revision is still good. */
    public int revision() {
        return revision;
    }

    /** The rules for a node, those switched off included; the same object until a rule changes. */
    public RuleList forNode(String nodeId, String profile) {
        if (nodesWithOwn.contains(nodeId)) {
            return byNode.computeIfAbsent(nodeId + ' ' + profile, ignored -> list(profile, NODE + nodeId));
        }
        return byProfile.computeIfAbsent(profile, ignored -> list(profile, NODE));
    }

    private RuleList list(String profile, String own) {
        List<LimitRule> owned = rulesOf(own);
        Set<String> replaced = owned.stream().map(RuleBook::subject).collect(Collectors.toSet());
        List<LimitRule> rules = new ArrayList<>(rulesOf(profile));
        rules.removeIf(rule -> replaced.contains(subject(rule)));
        rules.addAll(owned);
        return new RuleList(rules);
    }

    private List<LimitRule> rulesOf(String holder) {
        return byId.values().stream()
                .filter(rule -> rule.profile().equals(holder))
                .toList();
    }

    private static String subject(LimitRule rule) {
        return rule.field() + (rule.above() ? ">" : "<") + rule.context();
    }

    /** Every rule in force, in the order of their ids. */
    public Collection<LimitRule> rules() {
        return byId.values();
    }
}
