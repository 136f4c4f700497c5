package space.penumbra.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the CPU time of a pass of the health job goes. How much there is comes from the clocks of its threads; how that of the tasks
 * divides comes from the virtual machine's own samples, each given to the innermost stage that its stack names.
 */
final class StageProfile implements AutoCloseable {

    private static final String TASK = "tasks";
    private static final String BROKER = "broker";
    private static final String OTHER = "Flink itself";

    /** Parts of class names and the stage that they belong to. */
    private static final Map<String, String> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("wire.FrameBody", "decode frames");
        STAGES.put("wire.FrameCursor", "decode frames");
        STAGES.put("telemetry.Plausibility", "check plausibility");
        STAGES.put("limits.LimitMonitor", "test limits");
        STAGES.put("kafka.sink.KafkaWriter", "write status and alarms");
        STAGES.put("state.heap.HeapValueState", "look up state");
        STAGES.put("state.rocksdb.RocksDB", "look up state");
        STAGES.put("InternalTimerServiceImpl", "timers and watermarks");
        STAGES.put("WatermarkStatusValve", "timers and watermarks");
        STAGES.put("SpillingAdaptiveSpanningRecordDeserializer", "exchange between tasks");
        STAGES.put("RecordWriterOutput", "exchange between tasks");
        STAGES.put("wire.RecordCodec", "decode descriptions");
        STAGES.put("health.HealthMonitor", "keep health");
        STAGES.put("health.HealthFunction", "keep health");
        STAGES.put("SourceReaderBase", "take records from the poll");
    }

    private final Recording recording = new Recording();
    private ThreadTimes times = new ThreadTimes();

    /** Begins to take samples, which takes a while itself. */
    StageProfile() {
        recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
        recording.start();
    }

    /** From here on time counts. */
    void begin() {
        times = new ThreadTimes();
    }

    /** CPU nanoseconds by stage since {@link #begin}, the broker's left out. */
    Map<String, Long> end(Path folder) {
        Map<String, Long> kinds = times.since(StageProfile::kind);
        recording.stop();
        Map<String, Long> samples = samples(folder.resolve("stages.jfr"));
        double all =
                Math.max(1, samples.values().stream().mapToLong(Long::longValue).sum());
        long tasks = kinds.getOrDefault(TASK, 0L);
        Map<String, Long> stages = new HashMap<>();
        samples.forEach((stage, count) -> stages.merge(stage, Math.round(tasks * (count / all)), Long::sum));
        kinds.forEach((kind, nanos) -> {
            if (!kind.equals(TASK) && !kind.equals(BROKER)) {
                stages.merge(kind, nanos, Long::sum);
            }
        });
        return stages;
    }

    private static String kind(String thread) {
        if (thread.startsWith("health of nodes") || thread.startsWith("Source: ")) {
            return TASK;
        } else if (thread.startsWith("Source Data Fetcher")) {
            return "poll Kafka";
        } else if (thread.startsWith("AsyncOperations")) {
            return "write checkpoints";
        } else if (thread.startsWith("kafka-producer-network-thread")) {
            return "write status and alarms";
        }
        return thread.contains("kafka") || thread.startsWith("group-") || thread.startsWith("raft-") ? BROKER : OTHER;
    }

    private Map<String, Long> samples(Path file) {
        Map<String, Long> samples = new HashMap<>();
        try {
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                RecordedThread thread = event.hasField("sampledThread") ? event.getThread("sampledThread") : null;
                if (thread != null
                        && event.getStackTrace() != null
                        && kind(thread.getJavaName()).equals(TASK)) {
                    samples.merge(stage(event.getStackTrace().getFrames()), 1L, Long::sum);
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot profile into " + file, e);
        }
        return samples;
    }

    private static String stage(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> each : STAGES.entrySet()) {
                if (type.contains(each.getKey())) {
                    return each.getValue();
                }
            }
        }
        return OTHER;
    }

    @Override
    public void close() {
        recording.close();
    }
}
