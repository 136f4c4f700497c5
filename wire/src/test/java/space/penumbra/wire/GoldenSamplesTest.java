package space.penumbra.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Bytes that were written once by each published version of each type, and must be readable for ever. With
 * {@code -Dpenumbra.publish=true} the sample of a newly published version is added; the old ones are never touched.
 */
class GoldenSamplesTest {

    private static final Path FOLDER = Path.of("src/test/resources/space/penumbra/wire/golden");

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyVersionEverWrittenCanBeRead(Topic<?> topic) throws IOException {
        List<Path> samples = samplesOf(topic);
        int newest = PublishedSchemas.of(topic.codec().typeName()).size();
        if (samples.size() < newest && Boolean.getBoolean("penumbra.publish")) {
            String hex = HexFormat.of().formatHex(encodeSample(topic));
            Files.writeString(FOLDER.resolve(topic.codec().typeName() + ".v" + newest + ".hex"), hex + "\n", US_ASCII);
            return;
        }
        assertThat(samples).as("a golden sample for each published version").hasSize(newest);
        for (Path sample : samples) {
            byte[] bytes =
                    HexFormat.of().parseHex(Files.readString(sample, US_ASCII).strip());
            assertThat(topic.codec().decode(bytes)).as("%s", sample).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void newestSampleIsReadBackValueByValue(Topic<?> topic) throws IOException {
        List<Path> samples = samplesOf(topic);
        byte[] bytes = HexFormat.of()
                .parseHex(Files.readString(samples.get(samples.size() - 1), US_ASCII)
                        .strip());

        assertThat(bytes).isEqualTo(encodeSample(topic));
        assertThat(topic.codec().decode(bytes)).usingRecursiveComparison().isEqualTo(sample(topic));
    }

    @Test
    void everyPackEverWrittenCanBeRead() throws IOException {
        int newest = PublishedSchemas.of("TelemetryPack").size();
        byte[] pack = new FramePack(SampleFrames.full().nodeId())
                .add(SampleFrames.full())
                .take();
        Path latest = FOLDER.resolve("TelemetryPack.v" + newest + ".hex");
        if (!Files.exists(latest) && Boolean.getBoolean("penumbra.publish")) {
            Files.writeString(latest, HexFormat.of().formatHex(pack) + "\n", US_ASCII);
        }
        assertThat(HexFormat.of().parseHex(Files.readString(latest, US_ASCII).strip()))
                .isEqualTo(pack);
        for (int version = 1; version <= newest; version++) {
            Path sample = FOLDER.resolve("TelemetryPack.v" + version + ".hex");
            FrameCursor cursor = new FrameCursor();
            TelemetryFrame frame = new TelemetryFrame();
            cursor.open(
                    HexFormat.of().parseHex(Files.readString(sample, US_ASCII).strip()));
            assertThat(cursor.next(frame)).isTrue();
            assertThat(frame).usingRecursiveComparison().isEqualTo(SampleFrames.full());
            assertThat(cursor.next(frame)).isFalse();
        }
    }

    @Test
    void aRecordRefusesForeignAndTruncatedBytes() {
        RecordCodec<AlarmEvent> codec = new RecordCodec<>(AlarmEvent.class);
        byte[] other = new RecordCodec<>(RejectedRecord.class).encode(SampleRecords.of(RejectedRecord.class));
        byte[] whole = codec.encode(SampleRecords.of(AlarmEvent.class));

        assertThatThrownBy(() -> codec.decode(other)).isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> codec.decode(new byte[0])).isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> codec.decode(java.util.Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("AlarmEvent");
    }

    private static <T> byte[] encodeSample(Topic<T> topic) {
        return topic.codec().encode(sample(topic));
    }

    @SuppressWarnings("unchecked")
    private static <T> T sample(Topic<T> topic) {
        if (topic.codec() instanceof RecordCodec<?> codec) {
            return (T) SampleRecords.of(codec.type());
        }
        TelemetryFrame frame = SampleFrames.full();
        return (T) frame;
    }

    private static List<Path> samplesOf(Topic<?> topic) {
        List<Path> samples = new ArrayList<>();
        for (int version = 1; ; version++) {
            Path sample = FOLDER.resolve(topic.codec().typeName() + ".v" + version + ".hex");
            if (!Files.exists(sample)) {
                return samples;
            }
            samples.add(sample);
        }
    }
}
