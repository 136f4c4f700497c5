package space.penumbra.cli.reckoning;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Proves what became of each frame: it was rejected, or it is in the state that its node's health is computed from, once.
 *
 * <p>Each node's status carries how many frames were accepted since the first, and the newest of them. Walking the node's frames in the order
 * of its partition, that count must be the number of frames that were not rejected up to there. Frames behind the newest status count as
 * processed if the job's committed position is behind them. Not thread-safe: first rejections and statuses, then frames in order.
 */
final class FrameReckoning {

    private final Set<Place> rejected = new HashSet<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private long published;
    private long rejectedFrames;
    private long processed;
    private long unread;

    /**
     * A record of the frames' topic was rejected, or a frame of a pack.
     *
     * @param place of the frame in its pack, or {@link space.penumbra.domain.telemetry.RejectedRecord#WHOLE}
     */
    void rejected(int partition, long offset, int place) {
        rejected.add(new Place(partition, offset, place));
    }

    /** The latest status of a node. */
    void status(String nodeId, long frames, Instant newest) {
        nodes.put(nodeId, new Node(frames, newest.toEpochMilli()));
    }

    /**
     * A frame in the frames' topic.
     *
     * @param place in its pack, or {@link space.penumbra.domain.telemetry.RejectedRecord#WHOLE} for a record that is no pack
     * @param timeMillis event time of the frame; ignored if it was rejected
     * @param consumed whether the job's committed position is behind it
     * @return whether the job has taken it and did not reject it
     */
    boolean frame(int partition, long offset, int place, String nodeId, long timeMillis, boolean consumed) {
        published++;
        if (rejected.contains(new Place(partition, offset, place))) {
            rejectedFrames++;
            return false;
        } else if (consumed) {
            processed++;
            nodes.computeIfAbsent(nodeId, id -> new Node(0, Long.MIN_VALUE)).accepted(timeMillis);
            return true;
        }
        unread++;
        return false;
    }

    /** What it comes to; only after the last frame. */
    Result result() {
        long missing = unread;
        long doubled = 0;
        for (Node node : nodes.values()) {
            long difference = node.difference();
            missing += Math.max(0, -difference);
            doubled += Math.max(0, difference);
        }
        return new Result(published, processed - (missing - unread), rejectedFrames, missing, doubled);
    }

    /**
     * @param published records in the topic
     * @param processed frames that are in the state of health
     * @param rejected frames that were diverted with a reason
     * @param lost frames that are neither
     * @param duplicated frames that were counted twice
     */
    record Result(long published, long processed, long rejected, long lost, long duplicated) {}

    private record Place(int partition, long offset, int place) {}

    private static final class Node {
        private final long statusFrames;
        private final long statusMillis;
        private long count;
        private long newest = Long.MIN_VALUE;
        private long least = -1;
        private long most = -1;

        Node(long statusFrames, long statusMillis) {
            this.statusFrames = statusFrames;
            this.statusMillis = statusMillis;
        }

        void accepted(long timeMillis) {
            count++;
            newest = Math.max(newest, timeMillis);
            if (newest == statusMillis) {
                least = least < 0 ? count : least;
                most = count;
            }
        }

        /** Frames that the status has too many (positive) or too few (negative). */
        long difference() {
            if (statusMillis == Long.MIN_VALUE) {
                // Never a status: its frames are in the state's input, and that is all that can be said.
                return 0;
            }
            if (least < 0) {
                return statusFrames - count;
            }
            return statusFrames > most ? statusFrames - most : Math.min(0, statusFrames - least);
        }
    }
}
