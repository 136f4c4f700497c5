package space.penumbra.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {

    static List<Class<? extends Record>> types() {
        return Topics.all().stream()
                .map(Topic::codec)
                .filter(RecordCodec.class::isInstance)
                .<Class<? extends Record>>map(codec -> ((RecordCodec<?>) codec).type())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends Record> void avroReadsWhatIsWrittenAndItIsReadBackAlike(Class<T> type) throws IOException {
        RecordCodec<T> codec = new RecordCodec<>(type);
        T sample = SampleRecords.of(type);
        byte[] bytes = codec.encode(sample);

        GenericRecord avro = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), codec.schema()).decode(bytes);

        assertThat(avro.getSchema()).isEqualTo(codec.schema());
        assertThat(codec.decode(bytes)).usingRecursiveComparison().isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends Record> void bytesThatBreakOffOrAreDamagedAreOnlyEverUndecodable(Class<T> type) {
        RecordCodec<T> codec = new RecordCodec<>(type);
        byte[] whole = codec.encode(SampleRecords.of(type));
        SplittableRandom random = new SplittableRandom(7);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatCode(() -> codec.decode(part)).isInstanceOf(UndecodableException.class);
            byte[] damaged = whole.clone();
            damaged[length] = (byte) random.nextInt(256);
            damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            try {
                codec.decode(damaged);
            } catch (UndecodableException expected) {
                assertThat(expected).hasMessageContaining(type.getSimpleName());
            }
        }
    }

    /** A list and a map, in the blocks that other writers of Avro may make of them. */
    public record Lists(List<Long> numbers, Map<String, Long> named) {}

    @Test
    void arraysAndMapsMayComeInBlocks() {
        RecordCodec<Lists> codec = new RecordCodec<>(Lists.class);
        FrameWriter out = new FrameWriter(64);
        out.bytes(FrameSchema.header(codec.schema()));
        out.varint(1);
        out.varint(11);
        // A negative count is followed by the size of the block in bytes.
        out.varint(-2);
        out.varint(2);
        out.varint(12);
        out.varint(13);
        out.varint(0);
        out.varint(1);
        out.text("one");
        out.varint(1);
        out.varint(1);
        out.text("two");
        out.varint(2);
        out.varint(0);

        assertThat(codec.decode(out.toBytes()))
                .isEqualTo(new Lists(List.of(11L, 12L, 13L), Map.of("one", 1L, "two", 2L)));
    }
}
