package space.penumbra.producers.twin;

import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** Makes a node's frame, lets failing sensors distort it, and draws what happens to it on the way. Not thread-safe. */
final class FrameReporter {

    private static final long LATE_MILLIS = 600_000;
    /** A bus voltage that no sensor gives: all bits set. */
    private static final double IMPLAUSIBLE_VOLTS = 65_535;

    private final long seed;
    private final NodeBank bank;
    private final FrameFiller filler;
    private final FaultBoard faults;
    private final FrameTrouble trouble;
    private final TwinSink sink;

    FrameReporter(
            long seed, NodeBank bank, FrameFiller filler, FaultBoard faults, FrameTrouble trouble, TwinSink sink) {
        this.seed = seed;
        this.bank = bank;
        this.filler = filler;
        this.faults = faults;
        this.trouble = trouble;
        this.sink = sink;
    }

    /** Reports a node; returns whether a frame was made. */
    boolean report(int node, NodeSpec spec, Impairment impairment, long timeMillis, long dice) {
        long sequence = bank.sequence[node]++;
        ActiveFault[] active = faults.faults(node, timeMillis);
        boolean silent = impairment.silence > 0 && Dice.uniform(Dice.mix(dice + 4)) < impairment.silence;
        if (silent) {
            observe(active, FaultKind.NODE_SILENCE, timeMillis);
            return false;
        }
        TelemetryFrame frame = filler.fill(node, spec, timeMillis, Dice.mix(dice + 2), impairment);
        frame.sequence(sequence);
        for (ActiveFault each : active) {
            if (each.fault.at(timeMillis)) {
                show(each, frame, spec, impairment, Dice.mix(dice + 5));
            }
        }
        frame.timeMillis(timeMillis + trouble.skewMillis(seed, node));
        FrameFlaw flaw = FrameFlaw.draw(trouble, Dice.mix(dice + 3));
        if (flaw == FrameFlaw.IMPLAUSIBLE) {
            frame.set(Reading.BUS_VOLTAGE, IMPLAUSIBLE_VOLTS);
        } else if (flaw == FrameFlaw.LATE) {
            frame.timeMillis(frame.timeMillis() - LATE_MILLIS);
        }
        sink.frame(node, frame, flaw);
        return true;
    }

    private void show(ActiveFault active, TelemetryFrame frame, NodeSpec spec, Impairment impairment, long dice) {
        FaultKind kind = active.fault.kind();
        boolean shows;
        if (kind == FaultKind.STUCK_SENSOR || kind == FaultKind.DRIFTING_SENSOR) {
            shows = FaultEvidence.distort(active, frame, dice);
        } else {
            shows = kind != FaultKind.NODE_SILENCE && FaultEvidence.shows(active, bank, spec, impairment);
        }
        if (shows && !active.observed()) {
            faults.observed(active, frame.timeMillis());
        }
    }

    private void observe(ActiveFault[] all, FaultKind kind, long timeMillis) {
        for (ActiveFault active : all) {
            if (active.fault.kind() == kind && active.fault.at(timeMillis) && !active.observed()) {
                faults.observed(active, timeMillis);
            }
        }
    }
}
