package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.domain.Nullable;

/** Decides whether a new forecast is worth a new version of a node's schedule. Stateless. */
public final class HazardRevision {

    /** A horizon that moved on this far is news: who plans must know how far it can see. */
    private static final Duration HORIZON_NEWS = Duration.ofMinutes(30);

    /** Edges beyond the horizon are not sought exactly. */
    private static final Duration BEYOND_HORIZON_NEWS = Duration.ofMinutes(15);

    private static final double LEAST_SHIFT_SECONDS = 1;
    private static final double SHIFT_SIGMAS = 0.5;
    private static final double PROBABILITY_NEWS = 0.1;

    private HazardRevision() {}

    /**
     * The next version, or nothing if it would tell nothing new.
     *
     * @param before the version before, null if there is none
     * @param found windows of the new forecast, as the forecaster gives them
     */
    public static Optional<HazardSchedule> of(
            @Nullable HazardSchedule before,
            String nodeId,
            List<HazardWindow> found,
            Instant horizon,
            Instant elementsEpoch,
            Instant now) {
        if (before == null) {
            List<HazardWindow> windows = HazardContinuity.join(nodeId, List.of(), found, now);
            return Optional.of(new HazardSchedule(nodeId, 1, windows, horizon, elementsEpoch, now));
        }
        List<HazardWindow> windows = HazardContinuity.join(nodeId, before.windows(), found, now);
        boolean seesFurther = !horizon.isBefore(before.horizon().plus(HORIZON_NEWS));
        if (!seesFurther && !news(before, windows, now)) {
            return Optional.empty();
        }
        return Optional.of(new HazardSchedule(nodeId, before.version() + 1, windows, horizon, elementsEpoch, now));
    }

    /** The next version of a schedule that now reaches further: always news, for who plans must know how far it can see. */
    static HazardSchedule further(
            HazardSchedule before, List<HazardWindow> found, Instant horizon, Instant elementsEpoch, Instant now) {
        List<HazardWindow> windows = HazardContinuity.join(before.nodeId(), before.windows(), found, now);
        return new HazardSchedule(before.nodeId(), before.version() + 1, windows, horizon, elementsEpoch, now);
    }

    /** The last version of a node that is out of service: no hazards, for whoever still keeps some. */
    public static HazardSchedule closed(HazardSchedule before, Instant now) {
        return new HazardSchedule(
                before.nodeId(), before.version() + 1, List.of(), before.horizon(), before.elementsEpoch(), now);
    }

    private static boolean news(HazardSchedule before, List<HazardWindow> windows, Instant now) {
        Map<String, HazardWindow> known = new HashMap<>();
        for (HazardWindow window : before.windows()) {
            if (window.end().isAfter(now)) {
                known.put(window.hazardId(), window);
            }
        }
        for (HazardWindow window : windows) {
            HazardWindow same = known.remove(window.hazardId());
            if (same == null || changed(same, window, before.horizon())) {
                return true;
            }
        }
        // What is left was foreseen and will not come.
        return !known.isEmpty();
    }

    private static boolean changed(HazardWindow before, HazardWindow now, Instant horizon) {
        // The sentence of a storm has its flux and what that does.
        return now.kind() == HazardKind.SOLAR_PROTON
                        && (before.severity() != now.severity()
                                || !before.detail().equals(now.detail()))
                || Math.abs(before.probability() - now.probability()) > PROBABILITY_NEWS
                || shifted(before.start(), now.start(), now.startSigmaSeconds(), horizon)
                || shifted(before.end(), now.end(), now.endSigmaSeconds(), horizon);
    }

    private static boolean shifted(Instant before, Instant now, double sigmaSeconds, Instant horizon) {
        double shift = Math.abs(Duration.between(before, now).toMillis() / 1000.0);
        double news = before.isAfter(horizon)
                ? BEYOND_HORIZON_NEWS.toSeconds()
                : Math.max(LEAST_SHIFT_SECONDS, SHIFT_SIGMAS * sigmaSeconds);
        return shift > news;
    }
}
