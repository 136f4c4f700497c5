package space.penumbra.producers.twin;

import java.util.List;
import space.penumbra.domain.fleet.NodeSpec;

/**
 * Work comes, checkpoints, finishes, and is replaced: the fleet is kept at a share of its GPUs held. New work goes to the emptiest
 * of a few nodes that are drawn, and only to one in the light with a charged battery. Not thread-safe.
 */
final class JobArrivals {

    private static final int DRAWS = 6;
    private static final double CHARGED_ABOVE_FLOOR = 0.2;

    private final List<NodeDesign> designs;
    private final NodeBank bank;
    private final JobBoard board;
    private final TwinSink sink;
    private final long seed;
    private final FleetMix fleet;
    private final int gpusWanted;
    /** Workloads made so far. */
    private long number;

    JobArrivals(List<NodeDesign> designs, NodeBank bank, JobBoard board, FleetMix fleet, long seed, TwinSink sink) {
        this.designs = designs;
        this.bank = bank;
        this.board = board;
        this.seed = seed;
        this.fleet = fleet;
        this.sink = sink;
        int gpus = designs.stream().mapToInt(design -> design.spec().gpuCount()).sum();
        gpusWanted = (int) (gpus * fleet.heldPercent() / 100);
    }

    long number() {
        return number;
    }

    void number(long made) {
        number = made;
    }

    /** The first work of the fleet; its ages are spread, as if it had run for a while. */
    void fill(long timeMillis) {
        int misses = 0;
        while (board.gpusHeld() < gpusWanted && misses < 200) {
            Job job = arrive(timeMillis);
            if (job == null) {
                misses++;
            } else {
                double age = Dice.uniform(Dice.mix(seed, number, 0xA6E)) * job.checkpointSeconds;
                job.lastCheckpointMillis = timeMillis - (long) (age * 1000);
                sink.workload(job.toWorkload(designs.get(job.node), timeMillis));
            }
        }
    }

    void beat(long timeMillis) {
        int most = 1 + bank.nodes / 100;
        for (int i = 0; i < most && board.gpusHeld() < gpusWanted; i++) {
            Job job = arrive(timeMillis);
            if (job != null) {
                sink.workload(job.toWorkload(designs.get(job.node), timeMillis));
            }
        }
    }

    /** A workload by its number, as it came. */
    Job make(long which) {
        return JobMix.make(seed, which, fleet);
    }

    private Job arrive(long timeMillis) {
        Job job = make(number++);
        int best = -1;
        for (int draw = 0; draw < DRAWS; draw++) {
            int node = (int) Math.floorMod(Dice.mix(seed, number, draw), (long) bank.nodes);
            if (board.fits(job, node) && charged(node) && (best < 0 || board.free(node) > board.free(best))) {
                best = node;
            }
        }
        if (best < 0) {
            return null;
        }
        job.lastCheckpointMillis = timeMillis;
        board.place(job, best);
        return job;
    }

    private boolean charged(int node) {
        NodeSpec spec = designs.get(node).spec();
        double charge = bank.batteryWattHours[node] / spec.batteryWattHours();
        return bank.illumination[node] >= 1
                && !bank.decayed[node]
                && !bank.guarded[node]
                && charge > spec.batteryFloorRatio() + CHARGED_ABOVE_FLOOR;
    }

    /** Lets the work of a node go on for a step: own checkpoints are taken, finished work leaves. */
    void progress(int node, long timeMillis, double seconds) {
        List<Job> jobs = board.on(node);
        for (int i = jobs.size() - 1; i >= 0; i--) {
            Job job = jobs.get(i);
            if (!job.working()) {
                continue;
            }
            job.remainingSeconds -= seconds * (job.capped ? Job.CAPPED_PROGRESS : 1);
            // Work that holds GPUs elsewhere is about to move: it finishes there, or when the move is off.
            if (job.remainingSeconds <= 0 && job.target < 0) {
                job.finished = true;
                board.remove(job);
                sink.workload(job.toWorkload(designs.get(node), timeMillis));
            } else if (timeMillis - job.lastCheckpointMillis >= job.checkpointSeconds * 1000) {
                job.lastCheckpointMillis = timeMillis;
                sink.workload(job.toWorkload(designs.get(node), timeMillis));
            }
        }
    }
}
