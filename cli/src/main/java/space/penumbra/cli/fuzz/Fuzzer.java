package space.penumbra.cli.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongPredicate;

/**
 * Runs cases against surfaces in turns and keeps what they bring to light. A case is drawn from its own seed, so that it can be run again
 * alone. Used by one thread; the cases run in another, so that one that never ends is seen.
 */
final class Fuzzer {

    /** A case that needs more of a processor than this would let a bad day stop the program. */
    private static final double MOST_CPU_SECONDS = 3;

    private static final Duration HANGS = Duration.ofSeconds(90);
    private static final int MOST_FINDINGS = 20;

    private final List<Surface> surfaces;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Surface.Input input = new Surface.Input();
    private volatile Case running;

    Fuzzer(List<Surface> surfaces) {
        this.surfaces = List.copyOf(surfaces);
        surfaces.forEach(surface -> tallies.put(surface.name(), new Tally()));
    }

    /**
     * Runs rounds of one case on each surface until there were enough, or until there are too many findings to read.
     *
     * @param enough asked with the number of rounds so far
     */
    void run(long seed, LongPredicate enough) {
        SplittableRandom seeds = new SplittableRandom(seed);
        watched(() -> {
            for (long round = 0; !enough.test(round) && findings.size() < MOST_FINDINGS; round++) {
                for (Surface surface : surfaces) {
                    attempt(surface, seeds.nextLong());
                }
            }
        });
    }

    /** Runs one case on every surface. */
    void replay(long caseSeed) {
        watched(() -> surfaces.forEach(surface -> attempt(surface, caseSeed)));
    }

    private void watched(Runnable cases) {
        Thread worker = new Thread(cases, "fuzz");
        worker.setDaemon(true);
        worker.start();
        try {
            while (worker.isAlive()) {
                worker.join(500);
                Case now = running;
                if (worker.isAlive() && now != null && System.nanoTime() - now.beganNanos > HANGS.toNanos()) {
                    Throwable place = new Surface.Broken("did not end within " + HANGS.toSeconds() + " s");
                    place.setStackTrace(worker.getStackTrace());
                    found(Finding.of(now.surface, now.seed, place, input.bytes()));
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Surface surface, long caseSeed) {
        running = new Case(surface.name(), caseSeed, System.nanoTime());
        long cpu = threads.getCurrentThreadCpuTime();
        Tally tally = tallies.get(surface.name());
        tally.cases++;
        try {
            Surface.Outcome outcome = surface.attempt(new SplittableRandom(caseSeed), input);
            tally.accepted += outcome.accepted();
            tally.rejected += outcome.rejected();
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            found(Finding.of(surface.name(), caseSeed, e, input.bytes()));
        }
        double seconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        if (seconds > MOST_CPU_SECONDS) {
            found(Finding.slow(surface.name(), caseSeed, seconds, input.bytes()));
        }
        running = null;
    }

    /** The same mistake again is no news. */
    private void found(Finding finding) {
        if (findings.stream().noneMatch(finding::like)) {
            findings.add(finding);
        }
    }

    /** What was put in and what became of it, by surface. */
    Map<String, Tally> tallies() {
        return tallies;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Counts of a surface. */
    static final class Tally {
        private volatile long cases;
        private volatile long accepted;
        private volatile long rejected;

        long cases() {
            return cases;
        }

        /** Pieces that were taken. */
        long accepted() {
            return accepted;
        }

        /** Pieces that were refused with a reason. */
        long rejected() {
            return rejected;
        }
    }

    private record Case(String surface, long seed, long beganNanos) {}
}
