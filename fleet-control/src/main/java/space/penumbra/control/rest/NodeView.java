package space.penumbra.control.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;

/** A node in one row: its status, flat, and what of its description and outlook belongs beside it. */
record NodeView(
        @JsonUnwrapped NodeStatus status,
        String shell,
        int plane,
        String source,
        String hardware,
        int gpuCount,
        double batteryWattHours,
        double batteryFloorRatio,
        @Nullable NextHazard nextHazard,
        int workloads) {

    /** The hazard that is on or comes next. */
    record NextHazard(HazardKind kind, Instant start, Instant end) {

        static NextHazard of(HazardWindow window) {
            return new NextHazard(window.kind(), window.start(), window.end());
        }
    }

    static NodeView of(FleetView view, NodeSpec spec, Map<String, Integer> workloads) {
        Optional<HazardWindow> next = view.hazards(spec.nodeId()).stream()
                .filter(window -> window.kind().threatens())
                .findFirst();
        return new NodeView(
                view.status(spec.nodeId()).orElseGet(() -> unheard(spec.nodeId())),
                spec.shell(),
                spec.plane(),
                spec.source(),
                spec.hardware(),
                spec.gpuCount(),
                spec.batteryWattHours(),
                spec.batteryFloorRatio(),
                next.map(NextHazard::of).orElse(null),
                workloads.getOrDefault(spec.nodeId(), 0));
    }

    /** The status of a node that has not reported yet. */
    private static NodeStatus unheard(String nodeId) {
        double none = Double.NaN;
        return new NodeStatus(
                nodeId,
                LimitLevel.IN_LIMITS,
                false,
                Illumination.UNKNOWN,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                0,
                0,
                none,
                0,
                "",
                0,
                null);
    }
}
