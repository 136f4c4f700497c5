package space.penumbra.domain.wear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides what follows from a node's wear. Stateless. */
public final class WearJudge {

    /** A component that may be at its end within so many days is no place for long work. */
    private static final double LONG_JOB_DAYS = 7;

    /** A trend of a few hours is that of the load, or of a node that has just been switched on: it advises nothing. */
    private static final double LEAST_SPAN_DAYS = 2;

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private WearJudge() {}

    /** The ledger of a node. */
    public static NodeWear judge(String nodeId, WearHistory history) {
        List<ComponentWear> components = new ArrayList<>();
        WearAdvice gravest = WearAdvice.KEEP;
        String reason = "";
        double remaining = INFINITY;
        double soonest = INFINITY;
        for (WearKind kind : WearKind.values()) {
            Trend trend = Trend.of(history.series().get(kind.ordinal()));
            if (trend.points() > 0) {
                ComponentWear component = component(kind, trend);
                components.add(component);
                if (component.advice().compareTo(gravest) > 0) {
                    gravest = component.advice();
                    reason = component.reason();
                }
                remaining = Math.min(remaining, component.remainingDays());
                soonest = Math.min(soonest, component.remainingDaysLow());
            }
        }
        return new NodeWear(nodeId, gravest, reason, remaining, soonest, components, history.time());
    }

    private static ComponentWear component(WearKind kind, Trend trend) {
        double end = kind.endOfLife();
        double worsening = kind.falls() ? trend.perDayLow() : trend.perDayHigh();
        double easing = kind.falls() ? trend.perDayHigh() : trend.perDayLow();
        boolean certain = kind.falls() ? trend.perDayHigh() < 0 : trend.perDayLow() > 0;
        double mid = days(kind, trend.level(), trend.perDay());
        // While an interval cannot be told, neither can a date.
        double low = Double.isInfinite(worsening) ? mid : days(kind, trend.level(), worsening);
        double high = days(kind, trend.level(), easing);
        WearAdvice advice = kind.advice(trend.level());
        String reason = "";
        if (advice != WearAdvice.KEEP) {
            reason = said(kind, trend.level()) + ", beyond " + number(kind.threshold(advice)) + ".";
        }
        if (certain
                && trend.spanDays() >= LEAST_SPAN_DAYS
                && low < LONG_JOB_DAYS
                && advice.compareTo(WearAdvice.AVOID_LONG_JOBS) < 0) {
            advice = WearAdvice.AVOID_LONG_JOBS;
            reason = said(kind, trend.level()) + " and may be at " + number(end) + " in " + number(low) + " days.";
        }
        return new ComponentWear(
                kind,
                trend.level(),
                trend.perDay(),
                trend.perDayLow(),
                trend.perDayHigh(),
                end,
                certain ? mid : INFINITY,
                certain ? low : INFINITY,
                certain ? high : INFINITY,
                trend.points(),
                advice,
                reason);
    }

    /** Days until the line is at the end of life; 0 when it is there, infinite when it does not lead there. */
    private static double days(WearKind kind, double level, double perDay) {
        double left = kind.falls() ? level - kind.endOfLife() : kind.endOfLife() - level;
        double wear = kind.falls() ? -perDay : perDay;
        if (left <= 0) {
            return 0;
        }
        return wear > 0 ? left / wear : INFINITY;
    }

    private static String said(WearKind kind, double level) {
        String words = kind.words() + " is " + number(level);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
