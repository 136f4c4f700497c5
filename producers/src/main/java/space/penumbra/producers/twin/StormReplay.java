package space.penumbra.producers.twin;

import java.util.Arrays;
import java.util.List;

/**
 * A solar proton event and its geomagnetic storm, as they pass over a fleet. Hours count from the storm's own begin, which comes a while after the
 * fleet's. Before the first and after the last value these hold. Immutable and thread-safe.
 */
final class StormReplay {

    /** Energies of the proton series: above 10, 50 and 100 MeV. */
    static final int ABOVE_10_MEV = 0;

    static final int ABOVE_50_MEV = 1;
    static final int ABOVE_100_MEV = 2;

    /** No storm: what trapped protons alone do, on a quiet day. */
    static final StormReplay NONE = new StormReplay(List.of(), List.of(), 0);

    private static final double QUIET_KP = 2;
    private static final double HOUR_MILLIS = 3_600_000;

    private final List<Protons> protons;
    private final double[] protonHours;
    private final List<Activity> activity;
    private final double[] activityHours;
    private final long leadMillis;

    /** Integral fluxes of one instant, particles/(cm2 s sr), above 10, 50 and 100 MeV. */
    record Protons(double hours, double above10, double above50, double above100) {

        double above(int energy) {
            return energy == ABOVE_10_MEV ? above10 : energy == ABOVE_50_MEV ? above50 : above100;
        }
    }

    /** Planetary index from one instant until the next. */
    record Activity(double hours, double kp) {}

    StormReplay(List<Protons> protons, List<Activity> activity, long leadMillis) {
        this.protons = List.copyOf(protons);
        this.activity = List.copyOf(activity);
        this.leadMillis = leadMillis;
        protonHours = protons.stream().mapToDouble(Protons::hours).toArray();
        activityHours = activity.stream().mapToDouble(Activity::hours).toArray();
    }

    /** The same, so much after the fleet's begin. */
    StormReplay after(long millis) {
        return new StormReplay(protons, activity, millis);
    }

    boolean any() {
        return !protons.isEmpty() || !activity.isEmpty();
    }

    /** Integral flux (particles/(cm2 s sr)) so long after the fleet's begin, logarithmic between the values; 0 without a storm. */
    double pfu(int energy, long fleetMillis) {
        if (protons.isEmpty()) {
            return 0;
        }
        double hours = (fleetMillis - leadMillis) / HOUR_MILLIS;
        int at = Arrays.binarySearch(protonHours, hours);
        int after = at >= 0 ? at : -at - 1;
        if (after == 0 || after == protonHours.length) {
            return protons.get(Math.min(after, protonHours.length - 1)).above(energy);
        }
        Protons before = protons.get(after - 1);
        Protons next = protons.get(after);
        double part = (hours - before.hours()) / (next.hours() - before.hours());
        double low = Math.log(Math.max(1e-3, before.above(energy)));
        return Math.exp(low + part * (Math.log(Math.max(1e-3, next.above(energy))) - low));
    }

    /** Planetary index so long after the fleet's begin. */
    double kp(long fleetMillis) {
        if (activity.isEmpty()) {
            return QUIET_KP;
        }
        int at = Arrays.binarySearch(activityHours, (fleetMillis - leadMillis) / HOUR_MILLIS);
        return activity.get(Math.max(0, at >= 0 ? at : -at - 2)).kp();
    }
}
