package space.penumbra.producers.twin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.Topics;

/** Frames go out at once, but for those already in the topic; facts wait in the outbox for their snapshot. Used by one thread. */
final class TwinOutput implements TwinSink {

    private static final String FRAMES = Topics.TELEMETRY_FRAMES.name();

    private final TopicPublisher publisher;
    private byte[][] nodeKeys = {};
    /** For each node the newest sequence that is already in the topic, -1 for none. */
    private long[] publishedThrough = {};

    /** Frames that shall arrive after the next of their node. */
    private final Map<Integer, byte[]> heldBack = new HashMap<>();

    private List<OutgoingRecord> outbox = new ArrayList<>();
    volatile long framesTotal;
    volatile long framesThisRun;
    volatile long framesFlawed;
    volatile long events;

    TwinOutput(TopicPublisher publisher) {
        this.publisher = publisher;
    }

    void nodes(List<NodeDesign> designs, long[] newestSequences) {
        nodeKeys = designs.stream()
                .map(design -> TwinSnapshot.key(design.spec().nodeId()))
                .toArray(byte[][]::new);
        publishedThrough = newestSequences;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One writer; the statistics are read elsewhere.
    public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
        int copies = flaw == FrameFlaw.DUPLICATE ? 2 : flaw == FrameFlaw.LOST ? 0 : 1;
        framesTotal += copies;
        if (frame.sequence() <= publishedThrough[node]) {
            return;
        }
        framesFlawed += flaw == FrameFlaw.NONE ? 0 : 1;
        framesThisRun += copies;
        byte[] bytes = FrameCodec.INSTANCE.encode(frame);
        if (flaw == FrameFlaw.CORRUPT) {
            // Cut short and with its mark broken, as a damaged packet is.
            bytes = Arrays.copyOf(bytes, bytes.length / 2);
            bytes[0] ^= 0x55;
        }
        if (flaw == FrameFlaw.REORDERED) {
            bytes = heldBack.put(node, bytes);
            copies = bytes == null ? 0 : 1;
        }
        for (int copy = 0; copy < copies; copy++) {
            publisher.sendBytes(FRAMES, nodeKeys[node], bytes);
        }
        if (flaw != FrameFlaw.REORDERED && !heldBack.isEmpty()) {
            byte[] held = heldBack.remove(node);
            if (held != null) {
                publisher.sendBytes(FRAMES, nodeKeys[node], held);
            }
        }
    }

    /** Sends the frames that wait for the next of their node: a snapshot must not cover what is not in its topic. */
    void sendHeldBack() {
        heldBack.forEach((node, bytes) -> publisher.sendBytes(FRAMES, nodeKeys[node], bytes));
        heldBack.clear();
    }

    @Override
    public void workload(Workload workload) {
        outbox.add(new OutgoingRecord(
                Topics.FLEET_WORKLOADS.name(),
                TwinSnapshot.key(workload.workloadId()),
                Topics.FLEET_WORKLOADS.codec().encode(workload)));
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void event(CommandEvent event) {
        events++;
        outbox.add(new OutgoingRecord(
                Topics.COMMANDS_EVENTS.name(),
                TwinSnapshot.key(event.workloadId()),
                Topics.COMMANDS_EVENTS.codec().encode(event)));
    }

    @Override
    public void label(FaultLabel label) {
        outbox.add(new OutgoingRecord(
                Topics.TWIN_LABELS.name(),
                TwinSnapshot.key(label.labelId()),
                Topics.TWIN_LABELS.codec().encode(label)));
    }

    @Override
    public void weather(SpaceWeather observation) {
        outbox.add(new OutgoingRecord(
                Topics.SPACE_WEATHER.name(),
                TwinSnapshot.key(observation.feed()),
                Topics.SPACE_WEATHER.codec().encode(observation)));
    }

    List<OutgoingRecord> outbox() {
        return outbox;
    }

    /** Publishes what waited; its snapshot is in place. */
    void sendOutbox() {
        List<OutgoingRecord> sending = outbox;
        outbox = new ArrayList<>();
        sending.forEach(record -> publisher.sendBytes(record.topic(), record.key(), record.value()));
    }

    /** Publishes again what a stored outbox has; it may have been sent before the stop. */
    void resend(List<OutgoingRecord> stored) {
        stored.forEach(record -> publisher.sendBytes(record.topic(), record.key(), record.value()));
    }
}
