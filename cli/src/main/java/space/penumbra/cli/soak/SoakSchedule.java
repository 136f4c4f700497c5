package space.penumbra.cli.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Which faults come when: everything is drawn from the seed, so that a schedule can be run again. Pure. */
final class SoakSchedule {

    private SoakSchedule() {}

    /**
     * One fault.
     *
     * @param fault what happens
     * @param which one of several like parts, from 0
     * @param pause quiet time before it
     * @param lasts how long it lasts: until what died is started again, or what was frozen goes on
     */
    record Entry(SoakFault fault, int which, Duration pause, Duration lasts) {}

    /**
     * A schedule.
     *
     * @param count number of faults
     * @param kinds faults to draw from; each comes before any comes again
     * @param meanPause mean quiet time before a fault; drawn from half to one and a half times it
     */
    static List<Entry> draw(long seed, int count, List<SoakFault> kinds, Duration meanPause) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Entry> entries = new ArrayList<>();
        List<SoakFault> deck = new ArrayList<>();
        while (entries.size() < count) {
            if (deck.isEmpty()) {
                deck.addAll(kinds);
            }
            SoakFault fault = deck.remove(random.nextInt(deck.size()));
            long pause = (long) (meanPause.toMillis() * random.nextDouble(0.5, 1.5));
            entries.add(new Entry(
                    fault,
                    random.nextInt(1 << 16),
                    Duration.ofMillis(pause),
                    Duration.ofMillis(lastsMillis(fault, random))));
        }
        return entries;
    }

    /** What is dead comes back within seconds, as under a supervisor; what is cut off or away stays so for longer. */
    private static long lastsMillis(SoakFault fault, SplittableRandom random) {
        switch (fault) {
            case FREEZE_TASKMANAGER:
                return random.nextLong(3_000, 20_000);
            case CUT_NETWORK:
                return random.nextLong(20_000, 60_000);
            case FILL_CHECKPOINT_DISK:
            case FILL_BROKER_DISK:
                return random.nextLong(8_000, 30_000);
            case FREEZE_KAFKA:
                return random.nextLong(5_000, 60_000);
            case STOP_STORE:
                return random.nextLong(10_000, 120_000);
            case WEBHOOK_FAILS:
            case WEBHOOK_HANGS:
            case WEBHOOK_SLOW:
                return random.nextLong(5_000, 40_000);
            default:
                return random.nextLong(0, 5_000);
        }
    }
}
