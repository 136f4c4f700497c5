package space.penumbra.domain.backtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import space.penumbra.domain.fault.FaultLabel;

/**
 * How well one version of a rule did.
 *
 * @param alarms times that it was raised
 * @param right of these, raised while a fault was there that it may name, or within {@link #GRACE} after
 * @param side raised while only other faults were there
 * @param wrong raised of a node with no fault at all
 * @param found faults that it may name and that it was raised or worsened for
 * @param precision {@code right / alarms}; NaN without an alarm
 * @param recall {@code found / faults}; NaN without a fault
 * @param medianLeadSeconds median time from its first word on a found fault to the first frame that shows the fault: above 0 before that frame,
 *     below 0 after it; NaN if none was found
 * @param wrongPerThousandNodeDays {@code wrong} of 1,000 nodes in a day; NaN if nothing was observed
 * @param missed a few of the faults that it did not find
 * @param falseAlarms a few of the wrong alarms
 */
public record Figures(
        long alarms,
        long right,
        long side,
        long wrong,
        long found,
        double precision,
        double recall,
        double medianLeadSeconds,
        double wrongPerThousandNodeDays,
        List<String> missed,
        List<String> falseAlarms) {

    /** How long after its end a fault may still be named, and how long it must have shown to be counted. */
    public static final Duration GRACE = Duration.ofMinutes(10);

    private static final int MOST_EXAMPLES = 5;

    /** Joins what was said with the truth. */
    static Figures of(SaidOfNodes said, Faults faults, double nodeDays) {
        long right = 0;
        long side = 0;
        List<String> wrong = new ArrayList<>();
        for (SaidOfNodes.Word word : said.raised()) {
            Collection<FaultLabel> present = faults.during(word.nodeId(), word.time());
            if (present.stream().anyMatch(faults::nameable)) {
                right++;
            } else if (!present.isEmpty()) {
                side++;
            } else {
                wrong.add(word.nodeId() + " " + word.time() + ": " + word.message());
            }
        }
        List<Double> leads = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (FaultLabel fault : faults.judged()) {
            said.firstDuring(fault)
                    .ifPresentOrElse(
                            time -> leads.add(Duration.between(time, fault.firstObservable())
                                            .toMillis()
                                    / 1000.0),
                            () -> missed.add(fault.nodeId() + " " + fault.kind() + " " + fault.severity() + " from "
                                    + fault.start()));
        }
        long alarms = said.raised().size();
        return new Figures(
                alarms,
                right,
                side,
                wrong.size(),
                leads.size(),
                share(right, alarms),
                share(leads.size(), faults.judged().size()),
                median(leads),
                nodeDays > 0 ? 1000 * wrong.size() / nodeDays : Double.NaN,
                few(missed),
                few(wrong));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        Collections.sort(values);
        return (values.get((values.size() - 1) / 2) + values.get(values.size() / 2)) / 2;
    }

    private static List<String> few(List<String> all) {
        return all.stream().limit(MOST_EXAMPLES).toList();
    }
}
