package space.penumbra.producers.twin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;

/**
 * The faults that are on the nodes now, with what is remembered of each. The schedule is asked once an hour and node; a sound node costs one look.
 * Time goes forward only. Not thread-safe.
 */
final class FaultBoard {

    private static final ActiveFault[] NONE = {};

    private final List<NodeDesign> designs;
    private final FaultSchedule schedule;
    private final TwinSink sink;
    /** Faults of the hour, begun or not. */
    private final ActiveFault[][] ofHour;

    private final int[] hours;
    private final Impairment impairment = new Impairment();

    FaultBoard(List<NodeDesign> designs, FaultSchedule schedule, TwinSink sink) {
        this.designs = designs;
        this.schedule = schedule;
        this.sink = sink;
        int nodes = schedule.empty() ? 0 : designs.size();
        ofHour = new ActiveFault[nodes][];
        Arrays.fill(ofHour, NONE);
        hours = new int[nodes];
    }

    /** The node's impairment at this instant; valid until the next call. */
    Impairment at(int node, long timeMillis) {
        if (schedule.empty()) {
            return Impairment.NONE;
        }
        ActiveFault[] faults = faults(node, timeMillis);
        if (faults.length == 0) {
            return Impairment.NONE;
        }
        impairment.clear();
        for (ActiveFault active : faults) {
            if (active.fault.at(timeMillis)) {
                impairment.add(
                        active.fault, timeMillis, designs.get(node).spec().gpuCount());
            }
        }
        return impairment;
    }

    /** The faults of this hour on a node: ask each whether it is there {@link Fault#at at} the instant. */
    ActiveFault[] faults(int node, long timeMillis) {
        if (schedule.empty()) {
            return NONE;
        }
        int hour = (int) Math.floorDiv(timeMillis, FaultSchedule.HOUR_MILLIS);
        if (hours[node] != hour) {
            hours[node] = hour;
            ofHour[node] = renewed(node, hour, timeMillis);
        }
        return ofHour[node];
    }

    private ActiveFault[] renewed(int node, int hour, long timeMillis) {
        List<Fault> due = schedule.during(node, hour);
        if (due.isEmpty()) {
            return NONE;
        }
        ActiveFault[] renewed = new ActiveFault[due.size()];
        for (int i = 0; i < renewed.length; i++) {
            renewed[i] = known(node, due.get(i));
        }
        return renewed;
    }

    private ActiveFault known(int node, Fault fault) {
        for (ActiveFault active : ofHour[node]) {
            if (active.fault.equals(fault)) {
                return active;
            }
        }
        return new ActiveFault(fault);
    }

    /** Says what has begun on a node since it was last asked. */
    void announce(int node, long timeMillis, NodeBank bank) {
        for (ActiveFault active : faults(node, timeMillis)) {
            if (!active.begun && active.fault.at(timeMillis)) {
                NodeSpec spec = designs.get(node).spec();
                active.begin(bank, spec);
                sink.label(active.label(spec));
            }
        }
    }

    /** Notes that a frame of this time shows the fault, the first one. */
    void observed(ActiveFault active, long timeMillis) {
        NodeSpec spec = designs.get(active.fault.node()).spec();
        active.observedMillis = timeMillis;
        sink.label(active.label(spec));
    }

    /** Faults that have begun, for the snapshot. */
    List<ActiveFault> begun() {
        List<ActiveFault> begun = new ArrayList<>();
        for (ActiveFault[] faults : ofHour) {
            for (ActiveFault active : faults) {
                if (active.begun) {
                    begun.add(active);
                }
            }
        }
        return begun;
    }

    /** The fault of a node that began at an instant, as the schedule has it for this hour; null if there is none. */
    @Nullable
    ActiveFault find(int node, long startMillis, String kind, long timeMillis) {
        for (ActiveFault active : faults(node, timeMillis)) {
            if (active.fault.startMillis() == startMillis
                    && active.fault.kind().name().equals(kind)) {
                return active;
            }
        }
        return null;
    }
}
