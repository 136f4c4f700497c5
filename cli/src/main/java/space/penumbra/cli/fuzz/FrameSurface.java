package space.penumbra.cli.fuzz;

import static space.penumbra.cli.fuzz.Surface.demand;

import java.time.Instant;
import java.util.SplittableRandom;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.FramePack;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/** Records of {@code telemetry.frames}, through decoding and plausibility into the health of a node, as the job does it. */
final class FrameSurface implements Surface, HealthSink {

    private static final Instant START = Instant.parse("2026-06-21T12:00:00Z");
    private static final String NODE = "dd650-00-0001";
    private static final int MOST_OF_A_PACK = 5;

    private final FrameCursor cursor = new FrameCursor();
    private final TelemetryFrame frame = new TelemetryFrame();
    private final HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), this);
    private NodeHealth node = new NodeHealth();
    private long round;

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public Outcome attempt(SplittableRandom random, Input input) {
        // What a case meets must not hang on the cases before it: it has to come again alone.
        node = new NodeHealth();
        round = 0;
        take(sample(random));
        byte[] record = Mutator.bytes(random, sample(random), sample(random));
        input.is(record);
        Outcome outcome = take(record);
        demand(take(sample(random)).accepted() > 0, "a good record after it was not read");
        return outcome;
    }

    private Outcome take(byte[] record) {
        int accepted = 0;
        int rejected = 0;
        try {
            cursor.firstMillis(record, new byte[0]);
            cursor.open(record);
            while (cursor.next(frame)) {
                if (Plausibility.problem(frame) == null) {
                    accepted++;
                    again();
                    monitor.frame(node, frame);
                } else {
                    rejected++;
                }
            }
        } catch (UndecodableException e) {
            demand(e.getMessage() != null && !e.getMessage().isBlank(), "refused without a reason");
            rejected++;
        }
        return new Outcome(accepted, rejected);
    }

    /** What was read can be written and read again. */
    private void again() {
        TelemetryFrame same = FrameCodec.INSTANCE.decode(FrameCodec.INSTANCE.encode(frame));
        demand(
                same.timeMillis() == frame.timeMillis() && same.nodeId().equals(frame.nodeId()),
                "written and read again it is another frame");
        demand(!frame.time().toString().isEmpty(), "its time cannot be shown");
    }

    @Override
    public void alarm(AlarmEvent event) {
        Topics.ALARMS_EVENTS.codec().decode(Topics.ALARMS_EVENTS.codec().encode(event));
    }

    @Override
    public void status(NodeStatus status) {
        Topics.FLEET_STATUS.codec().decode(Topics.FLEET_STATUS.codec().encode(status));
    }

    private byte[] sample(SplittableRandom random) {
        if (random.nextBoolean()) {
            return FrameCodec.INSTANCE.encode(frame(random));
        }
        FramePack pack = new FramePack(NODE);
        for (int i = random.nextInt(1, MOST_OF_A_PACK); i > 0; i--) {
            pack.add(frame(random));
        }
        return pack.take();
    }

    private TelemetryFrame frame(SplittableRandom random) {
        TelemetryFrame good = new TelemetryFrame();
        good.nodeId(NODE).timeMillis(START.toEpochMilli() + 1000 * round).sequence(round++);
        for (Reading reading : Reading.values()) {
            double low = Math.max(reading.lowest(), -100);
            good.set(reading, low + random.nextDouble() * (Math.min(reading.highest(), 100) - low));
        }
        for (Counter counter : Counter.values()) {
            good.set(counter, random.nextInt(1000));
        }
        int gpus = random.nextInt(9);
        good.gpuTemperatureCelsius(floats(random, gpus, 60)).gpuPowerWatts(floats(random, gpus, 500));
        good.gpuUtilisationRatio(floats(random, gpus, 1));
        return good.gpuCorrectedErrors(random.longs(gpus, 0, 9).toArray())
                .gpuUncorrectedErrors(random.longs(gpus, 0, 2).toArray());
    }

    private static float[] floats(SplittableRandom random, int count, double most) {
        float[] array = new float[count];
        for (int i = 0; i < count; i++) {
            array[i] = (float) (random.nextDouble() * most);
        }
        return array;
    }
}
