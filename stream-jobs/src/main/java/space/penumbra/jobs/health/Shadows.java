package space.penumbra.jobs.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.OutputTag;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.health.FrameWatch;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.ShadowBench;
import space.penumbra.domain.rules.ShadowFinding;
import space.penumbra.domain.rules.ShadowState;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.jobs.WireTypes;

/**
 * The rules in shadow within the health operator: keeps which ones are tried, and where each node stands with them, apart from the node's own
 * state, so that nothing is read or written while none is tried.
 */
final class Shadows implements FrameWatch {

    static final OutputTag<ShadowFinding> FOUND = new OutputTag<>("shadow", WireTypes.of(ShadowFinding.class));
    static final MapStateDescriptor<String, RuleVersion> TRIED =
            new MapStateDescriptor<>("rules-in-shadow", Types.STRING, WireTypes.of(RuleVersion.class));

    /** Where a node stands, kept only while it is outside of some limit. */
    static final ValueStateDescriptor<ShadowState> STANDS = new ValueStateDescriptor<>("shadow", new ShadowStateType());

    private final ValueState<ShadowState> states;
    private ShadowBench bench;
    // That of the node at hand, once one of its frames was looked at.
    @Nullable
    private ShadowState node;

    Shadows(RuntimeContext context) {
        states = context.getState(STANDS);
    }

    /** Begins with what was tried before. */
    void open(RuleBook live, ReadOnlyBroadcastState<String, RuleVersion> tried, Consumer<ShadowFinding> found)
            throws Exception {
        bench = new ShadowBench(live, found);
        for (Map.Entry<String, RuleVersion> entry : tried.immutableEntries()) {
            bench.offer(entry.getValue());
        }
    }

    /**
     * Takes note of a version's state.
     *
     * @return whether with this the last trial is over, and whatever nodes remember of any is to be forgotten
     */
    boolean offer(RuleVersion version, BroadcastState<String, RuleVersion> tried) throws Exception {
        if (!bench.offer(version)) {
            return false;
        }
        if (version.state() == RuleState.SHADOW) {
            tried.put(version.key(), version);
        } else {
            tried.remove(version.key());
        }
        return bench.idle();
    }

    boolean idle() {
        return bench.idle();
    }

    @Override
    public void frame(String profile, TelemetryFrame frame, double upsetsPerHour, Surroundings surroundings) {
        if (node == null) {
            node = stored();
        }
        bench.frame(node, profile, frame, upsetsPerHour, surroundings);
    }

    private ShadowState stored() {
        try {
            ShadowState stored = states.value();
            return stored == null ? new ShadowState() : stored;
        } catch (IOException e) {
            throw new UncheckedIOException("the state of rules in shadow cannot be read", e);
        }
    }

    /** Keeps what the frames of this record left behind; nodes within all limits leave nothing. */
    void keep() throws IOException {
        if (node == null) {
            return;
        }
        if (node.isEmpty()) {
            states.clear();
        } else {
            states.update(node);
        }
        node = null;
    }
}
