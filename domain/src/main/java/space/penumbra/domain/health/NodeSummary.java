package space.penumbra.domain.health;

import java.time.Instant;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.residual.Cause;
import space.penumbra.domain.residual.ResidualMonitor;

/** Puts what is remembered of a node into its status. */
final class NodeSummary {

    private NodeSummary() {}

    static Illumination illumination(Surroundings surroundings) {
        if (surroundings.sunlit()) {
            return Illumination.SUNLIT;
        } else if (surroundings.penumbra()) {
            return Illumination.PENUMBRA;
        }
        return surroundings.umbra() ? Illumination.UMBRA : Illumination.UNKNOWN;
    }

    static NodeStatus status(String nodeId, NodeHealth node) {
        LimitState limits = node.limits;
        int open = 0;
        String worst = "";
        LimitLevel level = LimitLevel.IN_LIMITS;
        for (int place = 0; place < limits.size(); place++) {
            LimitLevel each = limits.levelAt(place);
            if (each != LimitLevel.IN_LIMITS && !limits.folded(place)) {
                open++;
            }
            if (each.worseThan(level)) {
                level = each;
                worst = limits.ruleId(place);
            }
        }
        for (int bits = node.residuals.open; bits != 0; bits &= bits - 1) {
            Cause cause = Explanations.cause(Integer.numberOfTrailingZeros(bits));
            LimitLevel each = ResidualMonitor.level(node.residuals, cause);
            open += node.residuals.folded(cause) ? 0 : 1;
            if (each.worseThan(level)) {
                level = each;
                worst = cause.ruleId();
            }
        }
        float[] shown = node.shown;
        return new NodeStatus(
                nodeId,
                level,
                node.silent,
                illumination(node.surroundings),
                Shown.LATITUDE.of(shown),
                Shown.LONGITUDE.of(shown),
                Shown.ALTITUDE.of(shown),
                Shown.BATTERY_CHARGE.of(shown),
                Shown.SOLAR_POWER.of(shown),
                Shown.LOAD_POWER.of(shown),
                Shown.POWER_MARGIN.of(shown),
                Shown.GPU_UTILISATION.of(shown),
                Shown.GPU_TEMPERATURE_MAX.of(shown),
                Shown.RADIATOR_TEMPERATURE.of(shown),
                node.upsets.corrected,
                node.upsets.uncorrected,
                node.upsets.lastHour(),
                open,
                worst.isEmpty() ? "" : AlarmEvent.key(nodeId, worst),
                node.frames,
                Instant.ofEpochMilli(node.order.newestMillis));
    }
}
