package space.penumbra.cli.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import space.penumbra.cli.reckoning.Delivered;
import space.penumbra.cli.reckoning.Drain;
import space.penumbra.cli.reckoning.Reckoning;

/** A platform under a schedule of faults, and the reckoning after it. Used by one thread. */
final class Soak {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Platform platform;
    private final Consumer<String> say;
    private final Harm harm;
    private final List<Map<String, Object>> suffered = new ArrayList<>();

    Soak(Platform platform, Consumer<String> say) {
        this.platform = platform;
        this.say = say;
        this.harm = new Harm(platform);
    }

    /**
     * Runs a schedule to its end.
     *
     * @return what it came to: the faults with their recoveries, and the reckoning
     */
    Result run(List<SoakSchedule.Entry> schedule) {
        boolean recovered;
        try (Recovery recovery = new Recovery(platform.bootstrap())) {
            recovered = !Double.isNaN(recoverySeconds(recovery));
            int number = 0;
            for (SoakSchedule.Entry entry : schedule) {
                Platform.pause(entry.pause());
                say.accept(String.format("%3d  %s", ++number, entry.fault().about()));
                long began = System.nanoTime();
                harm.suffer(entry);
                double harmed = (System.nanoTime() - began) / 1e9;
                double seconds = recoverySeconds(recovery);
                recovered &= !Double.isNaN(seconds);
                note(entry, harmed, seconds);
            }
        }
        platform.stopFleet();
        boolean drained = new Drain(platform.bootstrap()).await(PATIENCE);
        Reckoning reckoning = Reckoning.of(platform.bootstrap(), Reckoning.lastClock(platform.bootstrap()));
        List<String> untold = untold();
        return new Result(suffered, recovered && drained, reckoning, untold);
    }

    /** Seconds from the end of the harm until everything works and has caught up; NaN if it never does. */
    private double recoverySeconds(Recovery recovery) {
        long began = System.nanoTime();
        Map<TopicPartition, Long> mark = new LinkedHashMap<>();
        boolean well = Platform.holdsWithin(PATIENCE, () -> {
            platform.supervise();
            if (mark.values().stream().allMatch(end -> end == 0)) {
                mark.putAll(recovery.ends());
                return false;
            }
            return platform.jobsRun() && platform.controlAnswers() && recovery.taken(mark);
        });
        return well ? (System.nanoTime() - began) / 1e9 : Double.NaN;
    }

    private void note(SoakSchedule.Entry entry, double harmed, double seconds) {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("fault", entry.fault().word());
        fault.put("lastedSeconds", harmed);
        fault.put("recoverySeconds", Double.isNaN(seconds) ? null : seconds);
        suffered.add(fault);
        say.accept(
                Double.isNaN(seconds)
                        ? "     did not recover within " + PATIENCE.toMinutes() + " minutes"
                        : String.format("     lasted %.1f s, recovered in %.1f s", harmed, seconds));
    }

    /** Alarms that neither reached the webhook's receiver nor lie among the dead letters. */
    private List<String> untold() {
        List<String> untold = new ArrayList<>();
        Platform.holdsWithin(PATIENCE, () -> {
            untold.clear();
            untold.addAll(Delivered.missing(platform.bootstrap(), platform.trap()::took));
            return untold.isEmpty();
        });
        return untold;
    }

    /**
     * What a soak came to.
     *
     * @param faults what was suffered, in order, with the recovery of each
     * @param recovered whether it recovered from every fault and took everything in the end
     * @param reckoning what became of frames, alarms and commands
     * @param untold alarms that no webhook told and no dead letter keeps
     */
    record Result(List<Map<String, Object>> faults, boolean recovered, Reckoning reckoning, List<String> untold) {

        /** Seconds to recover, sorted, by kind of fault; what never recovered counts as without end. */
        Map<String, double[]> recoveries() {
            return faults.stream()
                    .collect(Collectors.groupingBy(
                            fault -> fault.get("fault").toString(),
                            TreeMap::new,
                            Collectors.collectingAndThen(Collectors.toList(), Result::sorted)));
        }

        private static double[] sorted(List<Map<String, Object>> alike) {
            return alike.stream()
                    .mapToDouble(fault -> fault.get("recoverySeconds") == null
                            ? Double.POSITIVE_INFINITY
                            : (Double) fault.get("recoverySeconds"))
                    .sorted()
                    .toArray();
        }

        boolean sound() {
            return recovered && reckoning.sound() && reckoning.alarmsAgree() && untold.isEmpty();
        }
    }
}
