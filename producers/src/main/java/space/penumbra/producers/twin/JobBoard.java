package space.penumbra.producers.twin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which workload holds which GPUs of which node. A workload on its way holds GPUs at both ends, and works at neither; there is one copy of it, and
 * {@link #settle} is the one instant at which its place changes. Not thread-safe.
 */
final class JobBoard {

    private final int[] gpuCount;
    private final int[] free;
    private final Job[][] owner;
    private final List<List<Job>> byNode = new ArrayList<>();
    private final Map<String, Job> byId = new LinkedHashMap<>();
    private final int gpus;
    private volatile int gpusHeld;

    JobBoard(int[] gpuCount) {
        this.gpuCount = gpuCount;
        this.free = gpuCount.clone();
        this.gpus = Arrays.stream(gpuCount).sum();
        this.owner = new Job[gpuCount.length][];
        for (int node = 0; node < gpuCount.length; node++) {
            owner[node] = new Job[gpuCount[node]];
            byNode.add(new ArrayList<>(4));
        }
    }

    Job find(String id) {
        return byId.get(id);
    }

    Collection<Job> all() {
        return byId.values();
    }

    /** Workloads placed on a node; those only on their way to it are not. */
    List<Job> on(int node) {
        return byNode.get(node);
    }

    /** The workload that holds a GPU and works on it here, or null. */
    Job worksOn(int node, int gpu) {
        Job job = owner[node][gpu];
        return job != null && job.node == node ? job : null;
    }

    int free(int node) {
        return free[node];
    }

    int count() {
        return byId.size();
    }

    /** GPUs of the fleet. */
    int gpus() {
        return gpus;
    }

    /** GPUs held by placed workloads, reservations not counted. */
    int gpusHeld() {
        return gpusHeld;
    }

    /** Whether the node has the GPUs and no other workload of the same group. */
    boolean fits(Job job, int node) {
        return free[node] >= job.gpus && !conflicts(job, node);
    }

    private boolean conflicts(Job job, int node) {
        if (job.group.isEmpty()) {
            return false;
        }
        for (Job other : owner[node]) {
            if (other != null && other != job && other.group.equals(job.group)) {
                return true;
            }
        }
        return false;
    }

    void place(Job job, int node) {
        hold(job, node);
        job.node = node;
        byNode.get(node).add(job);
        byId.put(job.id, job);
        gpusHeld += job.gpus;
    }

    /** Holds GPUs on a node for a workload that is about to come. */
    void reserve(Job job, int target) {
        hold(job, target);
        job.target = target;
    }

    void cancelReservation(Job job) {
        if (job.target >= 0) {
            release(job, job.target);
            job.target = -1;
        }
    }

    /** The workload is now where its reservation was, in a new generation; the source is released. */
    void settle(Job job) {
        release(job, job.node);
        byNode.get(job.node).remove(job);
        job.node = job.target;
        job.target = -1;
        job.generation++;
        byNode.get(job.node).add(job);
    }

    void remove(Job job) {
        cancelReservation(job);
        release(job, job.node);
        byNode.get(job.node).remove(job);
        byId.remove(job.id);
        gpusHeld -= job.gpus;
    }

    private void hold(Job job, int node) {
        if (free[node] < job.gpus) {
            throw new IllegalStateException(job.id + " needs " + job.gpus + " GPUs, node " + node + " has " + free[node]
                    + " of " + gpuCount[node]);
        }
        int missing = job.gpus;
        for (int gpu = 0; missing > 0; gpu++) {
            if (owner[node][gpu] == null) {
                owner[node][gpu] = job;
                missing--;
            }
        }
        free[node] -= job.gpus;
    }

    private void release(Job job, int node) {
        for (int gpu = 0; gpu < owner[node].length; gpu++) {
            if (owner[node][gpu] == job) {
                owner[node][gpu] = null;
            }
        }
        free[node] += job.gpus;
    }
}
