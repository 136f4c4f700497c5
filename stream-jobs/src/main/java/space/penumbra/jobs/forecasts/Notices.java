package space.penumbra.jobs.forecasts;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import space.penumbra.domain.hazard.CommonFacts;
import space.penumbra.domain.hazard.Maintenance;
import space.penumbra.domain.hazard.Storm;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.jobs.WireTypes;

/** What the job remembers of {@link Notice notices}, the same in every task: the storm, the limits, the plans. */
final class Notices implements Serializable {

    private static final long serialVersionUID = 1L;

    static final MapStateDescriptor<String, Storm> STORM =
            new MapStateDescriptor<>("storm", Types.STRING, WireTypes.of(Storm.class));
    static final MapStateDescriptor<String, LimitRule> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, WireTypes.of(LimitRule.class));
    static final MapStateDescriptor<String, Maintenance> PLANS =
            new MapStateDescriptor<>("plans", Types.STRING, WireTypes.of(Maintenance.class));

    /** All of them, for the broadcast. */
    static final List<MapStateDescriptor<?, ?>> ALL = List.of(STORM, RULES, PLANS);

    private static final String NOW = "now";

    private transient CommonFacts facts;

    /** Gives the state behind a descriptor; Flink's contexts do. */
    interface Access {
        <V> ReadOnlyBroadcastState<String, V> of(MapStateDescriptor<String, V> descriptor) throws Exception;
    }

    /** What holds now; remembered until the next notice. */
    CommonFacts facts(Access state) throws Exception {
        if (facts == null) {
            Storm storm = state.of(STORM).get(NOW);
            RuleBook rules = new RuleBook(DefaultRules.all());
            for (Map.Entry<String, LimitRule> rule : state.of(RULES).immutableEntries()) {
                rules.offer(rule.getValue());
            }
            List<Maintenance> plans = new ArrayList<>();
            for (Map.Entry<String, Maintenance> plan : state.of(PLANS).immutableEntries()) {
                plans.add(plan.getValue());
            }
            facts = new CommonFacts(storm == null ? Storm.NONE : storm, rules, plans);
        }
        return facts;
    }

    /** Takes an observation; facts are as of after it. */
    void take(SpaceWeather observation, CommonFacts before, BroadcastState<String, Storm> state) throws Exception {
        state.put(NOW, before.storm().with(observation));
        facts = null;
    }

    void take(LimitRule rule, BroadcastState<String, LimitRule> state) throws Exception {
        LimitRule known = state.get(rule.ruleId());
        if (known == null || known.version() < rule.version()) {
            state.put(rule.ruleId(), rule);
            facts = null;
        }
    }

    /** Takes a plan, or that one was called off, and forgets those that ended long ago. */
    void take(Maintenance plan, Instant now, BroadcastState<String, Maintenance> state) throws Exception {
        Maintenance known = state.get(plan.maintenanceId());
        if (!plan.calledOff() || known != null) {
            state.put(plan.maintenanceId(), plan);
        }
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, Maintenance> each : state.entries()) {
            if (each.getValue().end().isBefore(now)) {
                over.add(each.getKey());
            }
        }
        for (String id : over) {
            state.remove(id);
        }
        facts = null;
    }
}
