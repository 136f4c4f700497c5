package space.penumbra.producers.twin;

import java.time.Instant;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fault.FaultSeverity;
import space.penumbra.domain.fleet.NodeSpec;

/** A fault that has begun, with what has to be remembered of it. Mutable; owned by a {@link FaultBoard}. */
final class ActiveFault {

    final Fault fault;
    /** Time of the first frame that shows it; {@link Long#MIN_VALUE} until then. */
    long observedMillis = Long.MIN_VALUE;
    /** What a stuck sensor says; NaN until it stuck. */
    double held = Double.NaN;
    /** Temperatures of plate and radiator, C, had the loop stayed sound; cooling faults only. */
    final double[] soundCelsius = {Double.NaN, Double.NaN};
    /** State of charge had the battery stayed sound; battery faults only. */
    double soundCharge = Double.NaN;
    /** Whether it has changed a counter; faults that cause errors only. */
    boolean counted;
    /** Whether its begin was noticed. */
    boolean begun;

    ActiveFault(Fault fault) {
        this.fault = fault;
    }

    /** Takes what is read of a fault that is there no more. */
    static ActiveFault forgotten() {
        return new ActiveFault(new Fault(FaultKind.NODE_SILENCE, FaultSeverity.MILD, -1, 0, 0, 0));
    }

    /** Notes the state of the node from which on it is followed in health too. */
    void begin(NodeBank bank, NodeSpec spec) {
        begun = true;
        int node = fault.node();
        soundCelsius[0] = bank.plateCelsius[node];
        soundCelsius[1] = bank.radiatorCelsius[node];
        soundCharge = bank.batteryWattHours[node] / spec.batteryWattHours();
    }

    boolean observed() {
        return observedMillis != Long.MIN_VALUE;
    }

    FaultLabel label(NodeSpec spec) {
        return new FaultLabel(
                spec.nodeId() + ":" + fault.kind() + ":" + fault.startMillis(),
                spec.nodeId(),
                fault.kind(),
                fault.severity(),
                fault.subject(spec.gpuCount()),
                fault.magnitude(),
                Instant.ofEpochMilli(fault.startMillis()),
                Instant.ofEpochMilli(fault.endMillis()),
                observed() ? Instant.ofEpochMilli(observedMillis) : null);
    }
}
