package space.penumbra.control.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

/** What people did, newest first, as far back as is kept here; the topic has all of it. Thread-safe. */
final class AuditBook {

    private static final int KEPT = 20_000;

    private final Map<String, OperatorAction> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OperatorAction> eldest) {
            return size() > KEPT;
        }
    };
    private OperatorAction hold;

    /** Takes an action; one that is known is ignored. Returns whether it was new. */
    synchronized boolean put(OperatorAction action) {
        if (byId.putIfAbsent(action.actionId(), action) != null) {
            return false;
        }
        if (action.verb() == OperatorVerb.HOLD && hold == null) {
            hold = action;
        } else if (action.verb() == OperatorVerb.RELEASE) {
            hold = null;
        }
        return true;
    }

    synchronized Optional<OperatorAction> find(String actionId) {
        return Optional.ofNullable(byId.get(actionId));
    }

    synchronized Optional<OperatorAction> hold() {
        return Optional.ofNullable(hold);
    }

    synchronized List<OperatorAction> newestFirst() {
        List<OperatorAction> actions = new ArrayList<>(byId.values());
        actions.sort(Comparator.comparing(OperatorAction::wallTime).reversed());
        return actions;
    }
}
