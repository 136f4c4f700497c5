package space.penumbra.domain.planning;

import java.util.ArrayList;
import java.util.List;

/**
 * What one node's laser link still carries for moves. The demand-bound test: if for every deadline the volume that is due by then fits
 * into the time until then, sending the most urgent first meets them all.
 */
final class LinkBudget {

    private record Due(double seconds, double gigabytes) {}

    private final double gigabytesPerSecond;
    private final List<Due> promised = new ArrayList<>();

    LinkBudget(double gigabytesPerSecond) {
        this.gigabytesPerSecond = gigabytesPerSecond;
    }

    double gigabytesPerSecond() {
        return gigabytesPerSecond;
    }

    /** Whether a further volume, due so many seconds from now, keeps every promise. */
    boolean fits(double gigabytes, double dueSeconds) {
        if (!dueInTime(dueSeconds, gigabytes)) {
            return false;
        }
        for (Due due : promised) {
            if (due.seconds() > dueSeconds && !dueInTime(due.seconds(), gigabytes)) {
                return false;
            }
        }
        return true;
    }

    /** GB that are not promised to what is due by then. */
    double freeBy(double seconds) {
        double free = gigabytesPerSecond * seconds;
        for (Due due : promised) {
            free -= due.seconds() <= seconds ? due.gigabytes() : 0;
        }
        return Math.max(0, free);
    }

    /** How long the link needs for all that is promised. */
    double busySeconds() {
        double gigabytes = 0;
        for (Due due : promised) {
            gigabytes += due.gigabytes();
        }
        return gigabytesPerSecond > 0 ? gigabytes / gigabytesPerSecond : 0;
    }

    void promise(double gigabytes, double dueSeconds) {
        promised.add(new Due(dueSeconds, gigabytes));
    }

    /** Takes the newest promise back. */
    void undo() {
        promised.remove(promised.size() - 1);
    }

    private boolean dueInTime(double seconds, double extraGigabytes) {
        double demand = extraGigabytes;
        for (Due due : promised) {
            if (due.seconds() <= seconds) {
                demand += due.gigabytes();
            }
        }
        return demand <= gigabytesPerSecond * seconds;
    }
}
