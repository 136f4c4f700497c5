package space.penumbra.producers.twin;

import java.util.EnumMap;
import java.util.Map;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultSeverity;

/**
 * How often which fault begins, how long it lasts and how severe it is. Immutable.
 *
 * @param perNodeDay faults that begin, for each node and day, by kind; 0 to 24
 * @param meanMinutes mean length by kind, 1 to {@value #LONGEST_MINUTES}
 * @param mildShare share of mild ones, 0 to 1
 * @param moderateShare share of moderate ones; the rest is severe
 */
record FaultMix(
        Map<FaultKind, Double> perNodeDay, Map<FaultKind, Double> meanMinutes, double mildShare, double moderateShare) {

    /** Longest mean length; a single fault lasts at most half as long again. */
    static final int LONGEST_MINUTES = 1920;

    FaultMix {
        perNodeDay = Map.copyOf(perNodeDay);
        meanMinutes = Map.copyOf(meanMinutes);
    }

    /** Faults of one kind alone, all of one severity. */
    static FaultMix only(FaultKind kind, FaultSeverity severity, double perNodeDay, double meanMinutes) {
        Map<FaultKind, Double> minutes = new EnumMap<>(FaultKind.class);
        minutes.put(kind, meanMinutes);
        return new FaultMix(
                Map.of(kind, perNodeDay),
                minutes,
                severity == FaultSeverity.MILD ? 1 : 0,
                severity == FaultSeverity.MODERATE ? 1 : 0);
    }

    double rate(FaultKind kind) {
        return perNodeDay.getOrDefault(kind, 0.0);
    }

    double minutes(FaultKind kind) {
        return meanMinutes.getOrDefault(kind, 30.0);
    }

    FaultSeverity severity(double dice) {
        if (dice < mildShare) {
            return FaultSeverity.MILD;
        }
        return dice < mildShare + moderateShare ? FaultSeverity.MODERATE : FaultSeverity.SEVERE;
    }
}
