package space.penumbra.domain.residual;

import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.wear.WearSample;

/**
 * Compares the newest frames of nodes with what physics expects of them. Each channel is a CUSUM (Page 1954) of standardised residuals, so that slow
 * drifts add up and a single odd value never speaks; several detectors that point to one cause are one finding. Not thread-safe.
 */
public final class ResidualMonitor {

    /** Longest gap over which models are carried on; after a longer one they begin anew from what is measured. */
    private static final float LONGEST_GAP_SECONDS = 600;
    /** More frames than this missing at once is silence, which limits speak of. */
    private static final long SILENCE_FRAMES = 20;
    /** A residual counts for at most so many standard deviations. */
    private static final float MOST_SIGMA = 5.5f;
    /** Share of frames that a sound link loses at most, and that a bad one loses at least. */
    private static final float LOST_LEAST = 0.02f;

    private static final float LOST_MOST = 0.35f;
    private static final float LOST = (float) Math.log(LOST_MOST / LOST_LEAST);
    private static final float CAME = (float) Math.log((1 - LOST_MOST) / (1 - LOST_LEAST));
    private static final float SECONDS_PER_DAY = 86_400;

    private static final Channel[] CHANNELS = Channel.values();
    private static final Cause[] CAUSES = Cause.values();
    private static final int FLAT_BIT = Channel.COUNT;
    private static final int MEMORY_BIT = FLAT_BIT + FlatLine.SENSORS;
    private static final int LOSS_BIT = MEMORY_BIT + 1;
    private static final int HANG_BIT = LOSS_BIT + 1;
    private static final int STALL_BIT = HANG_BIT + 1;
    /** A second GPU that errs: a witness of its own, so that it is told while the alarm of the first is open. */
    private static final int SECOND_MEMORY_BIT = STALL_BIT + 1;

    private final FalseAlarmBudget budget;
    private final ResidualSink out;
    private final Expectation expectation = new Expectation();
    private final float[] errors = new float[2];
    private NodeResiduals node;
    private float thresholdsFor;
    private float cusumLimit;
    private float likelihoodLimit;

    public ResidualMonitor(FalseAlarmBudget budget, ResidualSink out) {
        this.budget = budget;
        this.out = out;
    }

    /** Takes a newest frame. Nothing is allocated unless something is found. */
    public void frame(NodeResiduals of, TelemetryFrame frame) {
        if (!of.known() || frame.timeMillis() <= of.lastMillis) {
            return;
        }
        node = of;
        thresholds(of.numbers[NodeResiduals.INTERVAL]);
        boolean first = of.lastMillis == Long.MIN_VALUE;
        float seconds = first ? Float.MAX_VALUE : (frame.timeMillis() - of.lastMillis) / 1000f;
        long before = of.lastMillis;
        frames(frame, first);
        of.lastMillis = frame.timeMillis();
        of.lastSequence = frame.sequence();
        expectation.take(of, frame, seconds > LONGEST_GAP_SECONDS ? Float.NaN : seconds);
        for (Channel channel : CHANNELS) {
            float value = expectation.value[channel.ordinal()];
            if (value == value) {
                channel(channel, expectation.of[channel.ordinal()], value);
            }
        }
        for (int sensor = 0; sensor < FlatLine.SENSORS; sensor++) {
            float score = FlatLine.take(of.numbers, NodeResiduals.flat(sensor), frame.get(FlatLine.reading(sensor)));
            speak(FLAT_BIT + sensor, FlatLine.cause(sensor), score, likelihoodLimit, score == 0);
        }
        float perHour = GpuErrors.perHour(of, first ? 0 : seconds);
        float errorLimit = (float) budget.shareThreshold(24 * perHour);
        if (GpuErrors.take(of, frame, errorLimit, errors)) {
            speak(MEMORY_BIT, Cause.MEMORY, errors[0], errorLimit, errors[0] == 0);
            speak(SECOND_MEMORY_BIT, Cause.MEMORY, errors[1], errorLimit, errors[1] == 0);
        }
        float stall = StalledJob.take(of, frame, 2 * likelihoodLimit);
        speak(STALL_BIT, Cause.STALLED_JOB, stall, likelihoodLimit, stall == 0);
        boolean hangs = GpuErrors.hangs(of, frame, first ? 0 : seconds);
        speak(HANG_BIT, Cause.MEMORY, hangs ? 2 : 0, 1, !hangs);
        WearSample worn = WearSampler.sample(
                of,
                frame,
                before,
                expectation.value[Channel.ARRAY.ordinal()],
                expectation.value[Channel.CAPACITY.ordinal()]);
        if (worn != null) {
            out.wear(worn);
        }
    }

    private void thresholds(float intervalSeconds) {
        if (intervalSeconds != thresholdsFor) {
            thresholdsFor = intervalSeconds;
            cusumLimit = (float) budget.cusumThreshold(SECONDS_PER_DAY / intervalSeconds);
            likelihoodLimit = (float) budget.likelihoodThreshold(SECONDS_PER_DAY / intervalSeconds);
        }
    }

    private void frames(TelemetryFrame frame, boolean first) {
        long missing = frame.sequence() - node.lastSequence - 1;
        int at = NodeResiduals.LOST_SCORE;
        if (!first && missing >= 0 && missing < SILENCE_FRAMES) {
            float score = Math.max(0, Math.max(0, node.numbers[at] + missing * LOST) + CAME);
            node.numbers[at] = Math.min(score, 2 * likelihoodLimit);
        }
        speak(LOSS_BIT, Cause.FRAME_LOSS, node.numbers[at], likelihoodLimit, node.numbers[at] == 0);
    }

    private void channel(Channel channel, float x, float value) {
        float[] numbers = node.numbers;
        int line = NodeResiduals.line(channel);
        int scores = NodeResiduals.scores(channel);
        float sigma = channel.modelled() ? channel.sigma * expectation.doubt : channel.sigma;
        float surprise = Line.surprise(numbers, line, x, value, sigma);
        float z = Math.max(-MOST_SIGMA, Math.min(MOST_SIGMA, surprise));
        float most = 2 * cusumLimit;
        float reference = (float) FalseAlarmBudget.REFERENCE;
        float up = channel.side == Channel.Side.BELOW ? 0 : Math.max(0, numbers[scores] + z - reference);
        float down = channel.side == Channel.Side.ABOVE ? 0 : Math.max(0, numbers[scores + 1] - z - reference);
        numbers[scores] = Math.min(most, up);
        numbers[scores + 1] = Math.min(most, down);
        float score = Math.max(up, down);
        // What may be a fault is not learned as health.
        if (score < cusumLimit / 2 && (node.speaking & channel.bit()) == 0) {
            Line.learn(numbers, line, x, Line.within(numbers, line, x, value, surprise), sigma);
        }
        speak(channel.ordinal(), channel.cause, score, cusumLimit, score == 0);
    }

    /** A detector speaks from its threshold on until it is calm again. */
    private void speak(int detector, Cause cause, float score, float limit, boolean calm) {
        int bit = 1 << detector;
        boolean spoke = (node.speaking & bit) != 0;
        boolean speaks = spoke ? !calm : score > limit;
        if (speaks == spoke) {
            return;
        }
        node.speaking ^= bit;
        int witnesses = Integer.bitCount(node.speaking & witnesses(cause));
        LimitLevel before = level(cause);
        LimitLevel now = witnesses == 0 ? LimitLevel.IN_LIMITS : cause.level(witnesses);
        if (now == before) {
            return;
        }
        node.open = witnesses == 0 ? node.open & ~cause.bit() : node.open | cause.bit();
        node.grave = witnesses > 1 ? node.grave | cause.bit() : node.grave & ~cause.bit();
        if (before == LimitLevel.IN_LIMITS) {
            node.occurrences[cause.ordinal()]++;
        }
        out.residual(cause, before, now, score, limit, evidence(cause));
    }

    private LimitLevel level(Cause cause) {
        return level(node, cause);
    }

    /** How grave a cause is by its own witnesses. */
    public static LimitLevel level(NodeResiduals of, Cause cause) {
        if ((of.open & cause.bit()) == 0) {
            return LimitLevel.IN_LIMITS;
        }
        return cause.level((of.grave & cause.bit()) == 0 ? 1 : 2);
    }

    /** Whether a cause is suspected for its sensors' silence, at least in part: nothing else explains that. */
    public static boolean doesNotMove(NodeResiduals of, Cause cause) {
        for (int sensor = 0; sensor < FlatLine.SENSORS; sensor++) {
            if (FlatLine.cause(sensor) == cause && (of.speaking & 1 << FLAT_BIT + sensor) != 0) {
                return true;
            }
        }
        return false;
    }

    /** What speaks for a cause now, for people. */
    public String evidence(NodeResiduals of, Cause cause) {
        node = of;
        return evidence(cause);
    }

    private static int witnesses(Cause cause) {
        int bits = 0;
        for (Channel channel : CHANNELS) {
            bits |= channel.cause == cause ? channel.bit() : 0;
        }
        for (int sensor = 0; sensor < FlatLine.SENSORS; sensor++) {
            bits |= FlatLine.cause(sensor) == cause ? 1 << FLAT_BIT + sensor : 0;
        }
        if (cause == Cause.MEMORY) {
            bits |= 1 << MEMORY_BIT | 1 << SECOND_MEMORY_BIT | 1 << HANG_BIT;
        } else if (cause == Cause.FRAME_LOSS) {
            bits |= 1 << LOSS_BIT;
        } else if (cause == Cause.STALLED_JOB) {
            bits |= 1 << STALL_BIT;
        }
        return bits;
    }

    private String evidence(Cause cause) {
        StringBuilder names = new StringBuilder();
        int speaking = node.speaking & witnesses(cause);
        for (Channel channel : CHANNELS) {
            if ((speaking & channel.bit()) != 0) {
                names.append(names.length() == 0 ? "" : ", ").append(channel.evidence);
            }
        }
        for (int sensor = 0; sensor < FlatLine.SENSORS; sensor++) {
            if ((speaking & 1 << FLAT_BIT + sensor) != 0) {
                names.append(names.length() == 0 ? "" : ", ")
                        .append(FlatLine.reading(sensor).field())
                        .append(" does not move");
            }
        }
        if ((speaking & 1 << MEMORY_BIT) != 0) {
            int worst = GpuErrors.worst(node, -1);
            names.append("errors of gpu-").append(worst);
            if ((speaking & 1 << SECOND_MEMORY_BIT) != 0) {
                names.append(" and gpu-").append(GpuErrors.worst(node, worst));
            }
        }
        if ((speaking & 1 << HANG_BIT) != 0) {
            names.append(names.length() == 0 ? "" : ", ").append("hangs");
        }
        if ((speaking & 1 << STALL_BIT) != 0) {
            names.append("use without power");
        }
        if ((speaking & 1 << LOSS_BIT) != 0) {
            names.append("gaps in the numbers of frames");
        }
        return names.toString();
    }
}
