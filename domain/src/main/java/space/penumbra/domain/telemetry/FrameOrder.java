package space.penumbra.domain.telemetry;

/**
 * Judges the frames of one node by the order of their times and sequence numbers, with 64 sequence numbers of memory (the
 * sliding window of RFC 4303, one for the node's present run and one for the run before its last restart).
 *
 * <p>A clock that was set back would make every frame look late. It shows in that the sequence goes on: three such frames
 * in a row are believed. Not thread-safe; the fields are open to whoever keeps them in state.
 */
public final class FrameOrder {

    /** No frame seen yet. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final int WINDOW = 64;
    private static final int BELIEVED_AFTER = 3;

    /** Event time of the newest frame, or {@link #NEVER}. */
    public long newestMillis = NEVER;
    /** Event time at which the node's present run of sequence numbers began, or {@link #NEVER} if that was not seen. */
    public long runStartMillis = NEVER;
    /** Highest sequence number of the present run. */
    public long top;
    /** Bit i is set if {@code top - i} was seen. */
    public long seen;
    /** Highest sequence number of the run before. */
    public long formerTop;
    /** The same for the run before. */
    public long formerSeen;
    /** Frames in a row that are late and yet have a new sequence number. */
    public int setBackRun;

    /**
     * Judges a frame and remembers it if it is admitted.
     *
     * @param disorderMillis how much older than the newest frame it may be
     */
    public Admission admit(long timeMillis, long sequence, long disorderMillis) {
        if (newestMillis == NEVER || timeMillis > newestMillis) {
            return newest(timeMillis, sequence);
        }
        if (timeMillis < newestMillis - disorderMillis) {
            if (sequence <= top || ++setBackRun < BELIEVED_AFTER) {
                return Admission.TOO_LATE;
            }
            runStartMillis = NEVER;
            return newest(timeMillis, sequence);
        }
        return timeMillis < runStartMillis ? ofFormerRun(sequence) : ofPresentRun(timeMillis, sequence);
    }

    private Admission newest(long timeMillis, long sequence) {
        if (newestMillis == NEVER) {
            top = sequence;
            seen = 1;
        } else if (sequence <= top) {
            // The node has started again and counts from 0.
            formerTop = top;
            formerSeen = seen;
            runStartMillis = timeMillis;
            top = sequence;
            seen = 1;
        } else {
            shiftTo(sequence);
        }
        newestMillis = timeMillis;
        setBackRun = 0;
        return Admission.NEWEST;
    }

    private Admission ofPresentRun(long timeMillis, long sequence) {
        if (sequence > top) {
            shiftTo(sequence);
            return Admission.REORDERED;
        }
        long behind = top - sequence;
        if (behind >= WINDOW || behind < 0) {
            return Admission.TOO_LATE;
        }
        long bit = 1L << behind;
        if ((seen & bit) != 0) {
            return Admission.DUPLICATE;
        }
        seen |= bit;
        return Admission.REORDERED;
    }

    private Admission ofFormerRun(long sequence) {
        long behind = formerTop - sequence;
        if (behind < 0 || behind >= WINDOW) {
            return Admission.TOO_LATE;
        }
        long bit = 1L << behind;
        if ((formerSeen & bit) != 0) {
            return Admission.DUPLICATE;
        }
        formerSeen |= bit;
        return Admission.REORDERED;
    }

    private void shiftTo(long sequence) {
        long ahead = sequence - top;
        seen = ahead >= WINDOW || ahead < 0 ? 1 : (seen << ahead) | 1;
        top = sequence;
    }

    /** Makes this equal to the other. */
    public void copyFrom(FrameOrder other) {
        newestMillis = other.newestMillis;
        runStartMillis = other.runStartMillis;
        top = other.top;
        seen = other.seen;
        formerTop = other.formerTop;
        formerSeen = other.formerSeen;
        setBackRun = other.setBackRun;
    }
}
