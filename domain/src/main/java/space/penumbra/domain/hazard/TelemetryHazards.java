package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.RuleList;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.telemetry.Reading;

/** Foresees from a node's own telemetry when it gets too hot and when its battery reaches its floor. Stateless. */
final class TelemetryHazards {

    /** The first level at which a node takes no guests any more. */
    private static final LimitLevel LEVEL = LimitLevel.WARNING;

    private static final Signal GPU =
            Signal.ofField(Reading.GPU_TEMPERATURE_MAX.field()).orElseThrow();
    private static final Signal RADIATOR =
            Signal.ofField(Reading.RADIATOR_TEMPERATURE.field()).orElseThrow();

    /** A rate fades within some half hour: what it tells of the time after an hour is nothing. */
    private static final double HEAT_SECONDS = 3_600;

    /** When a crossing is told, and below which probability it is taken back. */
    private static final double TOLD = 0.5;

    private static final double KEPT = 0.3;

    /** A trend that nobody fed for this long tells nothing. */
    private static final Duration VALID = Duration.ofMinutes(5);

    /** How uncertain the end of a hot spell is: loads come and go. */
    private static final double HEAT_END_SIGMA_SECONDS = 900;

    private static final double CHARGED_SIGMA_SECONDS = 300;

    private TelemetryHazards() {}

    /**
     * The windows, without identity.
     *
     * @param before what was told last, whose windows are taken back later than new ones are told
     * @param until end of the time for which the shadows are known
     */
    static List<HazardWindow> of(
            HazardSchedule before, NodeSpec spec, NodeTrend trend, RuleBook rules, Instant now, Instant until) {
        List<HazardWindow> windows = new ArrayList<>(2);
        if (now.isAfter(trend.time().plus(VALID))) {
            return windows;
        }
        RuleList limits = rules.forNode(spec.nodeId(), spec.limitsProfile());
        double least = told(before, HazardKind.THERMAL) ? KEPT : TOLD;
        if (!heat(trend.gpu(), "the hottest GPU", limits.upperLimit(GPU, LEVEL), least, now, windows)) {
            heat(trend.radiator(), "the radiator", limits.upperLimit(RADIATOR, LEVEL), least, now, windows);
        }
        power(before, spec, trend, now, until, windows);
        return windows;
    }

    private static boolean told(HazardSchedule before, HazardKind kind) {
        for (HazardWindow window : before.windows()) {
            if (window.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private static boolean heat(
            TemperatureTrend trend,
            String what,
            double limitCelsius,
            double least,
            Instant now,
            List<HazardWindow> windows) {
        Crossing crossing = trend.crossing(limitCelsius, HEAT_SECONDS);
        if (!(crossing.probability() >= least)) {
            return false;
        }
        double expected = trend.celsiusAfter(HEAT_SECONDS);
        windows.add(new HazardWindow(
                "",
                HazardKind.THERMAL,
                after(now, crossing.p50Seconds()),
                after(now, HEAT_SECONDS),
                crossing.sigmaSeconds(),
                HEAT_END_SIGMA_SECONDS,
                crossing.probability(),
                expected,
                String.format(
                        Locale.ROOT,
                        "%s reaches %.0f °C %s; %.0f °C now, heading for %.0f",
                        what,
                        limitCelsius,
                        crossing.text(),
                        trend.celsius(),
                        expected)));
        return true;
    }

    private static void power(
            HazardSchedule before,
            NodeSpec spec,
            NodeTrend trend,
            Instant now,
            Instant until,
            List<HazardWindow> windows) {
        BatteryOutlook.Present battery = new BatteryOutlook.Present(
                trend.chargeRatio(),
                spec.batteryFloorRatio(),
                spec.batteryWattHours(),
                trend.loadWatts(),
                Double.isNaN(trend.sunlitWatts())
                        ? spec.solarPeakWatts() * NodeTrend.SUNLIT_OUTPUT_RATIO
                        : trend.sunlitWatts());
        if (!battery.known()) {
            return;
        }
        List<BatteryOutlook.Shadow> shadows = new ArrayList<>(4);
        for (HazardWindow window : before.windows()) {
            if (window.kind() == HazardKind.PENUMBRA) {
                shadows.add(new BatteryOutlook.Shadow(seconds(now, window.start()), seconds(now, window.end())));
            }
        }
        double least = told(before, HazardKind.POWER) ? KEPT : TOLD;
        BatteryOutlook.Fall fall = BatteryOutlook.fall(battery, shadows, seconds(now, until), least);
        Crossing crossing = fall.crossing();
        if (crossing.probability() > 0) {
            windows.add(new HazardWindow(
                    "",
                    HazardKind.POWER,
                    after(now, crossing.p50Seconds()),
                    after(now, Math.max(fall.backSeconds(), crossing.p50Seconds() + 1)),
                    crossing.sigmaSeconds(),
                    CHARGED_SIGMA_SECONDS,
                    crossing.probability(),
                    fall.lowestRatio(),
                    String.format(
                            Locale.ROOT,
                            "the battery reaches its floor of %.0f %% %s; %.0f %% now, heading for %.0f",
                            100 * spec.batteryFloorRatio(),
                            crossing.text(),
                            100 * trend.chargeRatio(),
                            100 * fall.lowestRatio())));
        }
    }

    private static Instant after(Instant now, double seconds) {
        return now.plusMillis(Math.round(seconds * 1000));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
