package space.penumbra.domain.residual;

import java.util.Arrays;
import space.penumbra.domain.fleet.NodeSpec;

/**
 * All that the residual detectors remember of one node: primitives, about 700 bytes. Mutable and not thread-safe; the arrays are open to whoever keeps
 * them in state.
 */
public final class NodeResiduals {

    /** Most GPUs whose errors are told apart; further ones are not looked at. */
    public static final int MAX_GPUS = 16;

    private static final long MOST_OF_FLUX_PER_HOUR = 600;
    private static final int FOLDED_SHIFT = 16;
    private static final int SCORES = Channel.COUNT * (Line.SIZE + 2);
    private static final int FLAT_AT = SCORES;
    private static final int GPU_AT = FLAT_AT + FlatLine.SENSORS * FlatLine.SIZE;
    private static final int OWN_AT = GPU_AT + MAX_GPUS;

    // Single numbers, from OWN_AT on.
    static final int PLATE_MODEL = OWN_AT;
    static final int RADIATOR_MODEL = OWN_AT + 1;
    static final int BATTERY_FOLLOWS = OWN_AT + 2;
    static final int SEGMENT_FROM = OWN_AT + 3;
    static final int SEGMENT_EXPECTED = OWN_AT + 4;
    static final int LAST_POWER = OWN_AT + 5;
    static final int LOST_SCORE = OWN_AT + 6;
    static final int HANGS = OWN_AT + 7;
    static final int SOLAR_PEAK = OWN_AT + 8;
    static final int CAPACITY = OWN_AT + 9;
    static final int COOLING = OWN_AT + 10;
    static final int INTERVAL = OWN_AT + 11;
    static final int MODEL_SECONDS = OWN_AT + 12;
    /** Errors of all GPUs in the last hour or so, older ones fading. */
    static final int ERRORS_PER_HOUR = OWN_AT + 13;

    static final int STALL_SCORE = OWN_AT + 14;
    static final int GPU_IDLE = OWN_AT + 15;
    static final int GPU_MOST = OWN_AT + 16;

    /** How many numbers {@link #numbers} holds. */
    public static final int SIZE = OWN_AT + 17;

    /** Scores, lines and what the node was built as. */
    public final float[] numbers = new float[SIZE];
    /** Last totals of errors of each GPU; -1 before the first. */
    public final int[] gpuErrors = new int[MAX_GPUS];
    /** Times that each cause was raised. */
    public final int[] occurrences = new int[Cause.values().length];
    /** Last total of functional interrupts, -1 before the first. */
    public int interrupts = -1;
    /** Event time of the newest frame that was looked at. */
    public long lastMillis = Long.MIN_VALUE;
    /** Number of that frame. */
    public long lastSequence = -1;
    /** Detectors that speak, by bit: channels first, then flat lines, then GPU errors and lost frames. */
    public int speaking;
    /** Causes that are open, by bit. */
    public int open;
    /** Causes that are open with more than one witness, by bit; in the upper half those that are part of others. */
    public int grave;

    /** Nothing known; not looked at before {@link #design}. */
    public NodeResiduals() {
        forget();
    }

    /** Takes what the node was built as; a node that changes is learned anew. */
    public void design(NodeSpec spec) {
        boolean same = numbers[SOLAR_PEAK] == (float) spec.solarPeakWatts()
                && numbers[CAPACITY] == (float) spec.batteryWattHours()
                && numbers[COOLING] == (float) spec.coolingWatts();
        if (!same) {
            forget();
        }
        numbers[SOLAR_PEAK] = (float) spec.solarPeakWatts();
        numbers[CAPACITY] = (float) spec.batteryWattHours();
        numbers[COOLING] = (float) spec.coolingWatts();
        numbers[GPU_IDLE] = (float) spec.gpuIdleWatts();
        numbers[GPU_MOST] = (float) spec.gpuMaxWatts();
        numbers[INTERVAL] = (float) (spec.reportIntervalSeconds() > 0 ? spec.reportIntervalSeconds() : 20);
    }

    private void forget() {
        Arrays.fill(numbers, 0);
        for (Channel channel : Channel.values()) {
            Line.begin(numbers, line(channel), channel);
        }
        for (int sensor = 0; sensor < FlatLine.SENSORS; sensor++) {
            FlatLine.begin(numbers, flat(sensor));
        }
        Arrays.fill(gpuErrors, -1);
        interrupts = -1;
        lastMillis = Long.MIN_VALUE;
        lastSequence = -1;
    }

    /** Whether there is anything to compare frames with. */
    boolean known() {
        return numbers[SOLAR_PEAK] > 0 && numbers[CAPACITY] > 0 && numbers[COOLING] > 0;
    }

    /** Whether array and battery have been compared with their predictions often enough to say that nothing is wrong with them. */
    public boolean knowsPower() {
        return known() && knows(Channel.ARRAY) && knows(Channel.CAPACITY);
    }

    /** The same for what cools the node. */
    public boolean knowsHeat() {
        return known() && knows(Channel.HEAT);
    }

    /** Whether offset and slope are known together: a node that never changes shows only the sum that they make. */
    private boolean knows(Channel channel) {
        return numbers[line(channel) + 2] < channel.offsetSigma * channel.offsetSigma / 4;
    }

    /** Whether a cause is part of another one that is open, and no alarm of its own. */
    public boolean folded(Cause cause) {
        return (grave & cause.bit() << FOLDED_SHIFT) != 0;
    }

    /** Makes a cause part of another one, or an alarm of its own. */
    public void fold(Cause cause, boolean folded) {
        int bit = cause.bit() << FOLDED_SHIFT;
        grave = folded ? grave | bit : grave & ~bit;
    }

    /**
     * Whether so many errors in an hour may be what flux does to the node: its GPUs are told apart, so that one that errs alone is a cause of its own, and
     * they are no more than the worst storms on record bring.
     */
    public boolean fluxExplains(long errorsPerHour) {
        return gpuErrors[1] >= 0 && errorsPerHour < MOST_OF_FLUX_PER_HOUR;
    }

    static int line(Channel channel) {
        return channel.ordinal() * (Line.SIZE + 2);
    }

    static int scores(Channel channel) {
        return line(channel) + Line.SIZE;
    }

    static int flat(int sensor) {
        return FLAT_AT + sensor * FlatLine.SIZE;
    }

    static int gpu(int gpu) {
        return GPU_AT + gpu;
    }

    /** A copy that shares nothing that changes. */
    public NodeResiduals copy() {
        NodeResiduals copy = new NodeResiduals();
        System.arraycopy(numbers, 0, copy.numbers, 0, numbers.length);
        System.arraycopy(gpuErrors, 0, copy.gpuErrors, 0, gpuErrors.length);
        System.arraycopy(occurrences, 0, copy.occurrences, 0, occurrences.length);
        copy.interrupts = interrupts;
        copy.lastMillis = lastMillis;
        copy.lastSequence = lastSequence;
        copy.speaking = speaking;
        copy.open = open;
        copy.grave = grave;
        return copy;
    }
}
