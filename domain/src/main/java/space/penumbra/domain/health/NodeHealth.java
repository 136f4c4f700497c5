package space.penumbra.domain.health;

import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.residual.NodeResiduals;
import space.penumbra.domain.telemetry.FrameOrder;
import space.penumbra.domain.telemetry.UpsetCount;

/**
 * All that is remembered of one node: primitives, 1.4 kB while it is open. Mutable and not thread-safe; the fields are open
 * to the monitor and to whoever keeps them in state.
 */
public final class NodeHealth {

    /** No check of silence is due. */
    public static final long NO_CHECK = Long.MIN_VALUE;

    static final long[] NO_WINDOWS = {};

    /** Order of its frames. */
    public final FrameOrder order = new FrameOrder();
    /** Its memory errors. */
    public final UpsetCount upsets = new UpsetCount();
    /** Where it stands with its limits. */
    public LimitState limits = new LimitState();
    /** What physics leaves unexplained. */
    public NodeResiduals residuals = new NodeResiduals();
    /** Limits profile; empty until its description is known. */
    public String profile = "";
    /** Expected time between frames. */
    public double reportIntervalSeconds = 20;
    /** Out of service for good. */
    public boolean retired;
    /** Frames are missing although contact was expected. */
    public boolean silent;
    /** What surrounded it in its newest frame. */
    public Surroundings surroundings = Surroundings.UNKNOWN;
    /** Frames accepted. */
    public long frames;
    /** Event time from which the next status is counted: of the newest that was given, or a little before the first. */
    public long statusMillis = Long.MIN_VALUE;
    /** Event time at which silence is looked for next, or {@link #NO_CHECK}. */
    public long silenceCheckMillis = NO_CHECK;
    /** Known passes through the South Atlantic Anomaly: begin, end, begin, end, and on. */
    public long[] anomalyMillis = NO_WINDOWS;
    /** Known times without contact, likewise. */
    public long[] noContactMillis = NO_WINDOWS;
    /** Values of its newest frame that its status shows, by {@link Shown}. */
    public final float[] shown = Shown.none();

    /** Revision of the rule book that {@link #limits} is bound to; good only beside that book, so never saved. */
    public int boundRevision = -1;

    /** The profile whose limits hold: that of its description, until then what its frames suggest. */
    String effectiveProfile() {
        if (!profile.isEmpty()) {
            return profile;
        }
        return Float.isNaN(shown[Shown.ALTITUDE.ordinal()]) ? DefaultRules.HOST : DefaultRules.ORBITAL;
    }

    /** The end of the window that contains this instant, or {@link Long#MIN_VALUE} if none does. */
    static long endOfWindow(long[] windows, long millis) {
        for (int i = 0; i < windows.length; i += 2) {
            if (windows[i] <= millis && millis < windows[i + 1]) {
                return windows[i + 1];
            }
        }
        return Long.MIN_VALUE;
    }

    /** A copy that shares nothing that changes. */
    public NodeHealth copy() {
        NodeHealth copy = new NodeHealth();
        copy.order.copyFrom(order);
        copy.upsets.copyFrom(upsets);
        copy.limits = limits.copy();
        copy.residuals = residuals.copy();
        copy.profile = profile;
        copy.reportIntervalSeconds = reportIntervalSeconds;
        copy.retired = retired;
        copy.silent = silent;
        copy.surroundings = surroundings;
        copy.frames = frames;
        copy.statusMillis = statusMillis;
        copy.silenceCheckMillis = silenceCheckMillis;
        // Windows are replaced whole, never changed in place.
        copy.anomalyMillis = anomalyMillis;
        copy.noContactMillis = noContactMillis;
        System.arraycopy(shown, 0, copy.shown, 0, shown.length);
        copy.boundRevision = boundRevision;
        return copy;
    }
}
