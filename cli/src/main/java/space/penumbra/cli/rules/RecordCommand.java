package space.penumbra.cli.rules;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.BootstrapOption;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.producers.csv.CsvRecorder;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.Topics;

/** {@code penumbra rules record}: what a back-test needs, out of the topics into files. */
@Command(
        name = "record",
        description = "Write frames that the topic holds, and the labels of a simulated fleet, to files.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: penumbra rules record --bootstrap 127.0.0.1:9092 --frames frames.csv.gz --labels labels.csv"
        })
final class RecordCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BootstrapOption kafka;

    @Option(
            names = "--frames",
            required = true,
            paramLabel = "FILE",
            description = "CSV file for the frames; gzipped if it ends in .gz.")
    private Path frames;

    @Option(names = "--labels", paramLabel = "FILE", description = "CSV file for the labels of faults.")
    private Path labels;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Stop after this many frames (default: ${DEFAULT-VALUE}).")
    private long most;

    @Override
    public Integer call() {
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--most must be 1 or more, not " + most);
        }
        CsvRecorder recorder = new CsvRecorder(kafka.bootstrap(), frames, node -> true);
        long written = recorder.runToEnd(most);
        spec.commandLine()
                .getOut()
                .println(written + " frames in " + frames
                        + (recorder.undecodable() > 0 ? ", " + recorder.undecodable() + " records were none" : ""));
        if (labels != null) {
            Map<String, FaultLabel> newest = new LinkedHashMap<>();
            try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(kafka.bootstrap(), "penumbra-rules")) {
                TopicReader.readThrough(
                        consumer, TopicReader.partitions(consumer, Topics.TWIN_LABELS), Map.of(), record -> {
                            FaultLabel label = Topics.TWIN_LABELS.codec().decode(record.value());
                            newest.put(label.labelId(), label);
                        });
            }
            LabelFile.write(labels, newest.values());
            spec.commandLine().getOut().println(newest.size() + " labels in " + labels);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
