package space.penumbra.cli.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How far the edges of windows lie from those of a reference, and which windows only one of the two has. Not thread-safe. */
final class EdgeErrors {

    private double[] seconds = new double[64];
    private int count;
    private int missed;
    private int invented;
    private int tooShort;

    /** A window in UTC milliseconds since 1970. */
    record Span(double start, double end) {

        boolean overlaps(Span other) {
            return start <= other.end && other.start <= end;
        }
    }

    /** Says whether the reference agrees that a window is real that it was too coarse to see itself. */
    interface SecondLook {
        boolean real(Span span);
    }

    /** Compares the windows of one kind of one satellite, both in order. */
    void compare(Span[] found, Span[] reference, SecondLook look) {
        boolean[] met = new boolean[reference.length];
        for (Span span : withoutGaps(found, reference, look)) {
            int best = -1;
            for (int i = 0; i < reference.length && best < 0; i++) {
                best = !met[i] && span.overlaps(reference[i]) ? i : -1;
            }
            if (best >= 0) {
                met[best] = true;
                add(span.start - reference[best].start);
                add(span.end - reference[best].end);
            } else if (look.real(span)) {
                tooShort++;
            } else {
                invented++;
            }
        }
        for (boolean each : met) {
            missed += each ? 0 : 1;
        }
    }

    /** Joins windows that the reference has as one, where asked in their gap it confirms that it passed over it. */
    private List<Span> withoutGaps(Span[] found, Span[] reference, SecondLook look) {
        List<Span> joined = new ArrayList<>();
        for (Span span : found) {
            Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean one = last != null
                    && Arrays.stream(reference).anyMatch(each -> each.overlaps(last) && each.overlaps(span))
                    && !look.real(new Span(last.end, span.start));
            if (one) {
                joined.remove(joined.size() - 1);
                tooShort++;
            }
            joined.add(one ? new Span(last.start, span.end) : span);
        }
        return joined;
    }

    private void add(double millis) {
        if (count == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * count);
        }
        seconds[count++] = Math.abs(millis) / 1000;
    }

    /** Edges that were compared. */
    int edges() {
        return count;
    }

    int missed() {
        return missed;
    }

    int invented() {
        return invented;
    }

    /** Windows and gaps that the reference passed over between two of its samples and, asked there, confirms. */
    int tooShort() {
        return tooShort;
    }

    double p95Seconds() {
        return quantile(0.95);
    }

    double maxSeconds() {
        return quantile(1);
    }

    private double quantile(double share) {
        if (count == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(seconds, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * count) - 1];
    }
}
