package space.penumbra.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.telemetry.TelemetryFrame;

class FramePackTest {

    private static final String NODE = SampleFrames.full().nodeId();

    private static List<TelemetryFrame> frames(byte[] record) {
        List<TelemetryFrame> frames = new ArrayList<>();
        FrameCursor cursor = new FrameCursor();
        TelemetryFrame frame = new TelemetryFrame();
        cursor.open(record);
        while (cursor.next(frame)) {
            frames.add(frame.copy());
            assertThat(cursor.place()).isEqualTo(frames.size());
        }
        return frames;
    }

    private static TelemetryFrame second() {
        TelemetryFrame frame = SampleFrames.full();
        return frame.timeMillis(frame.timeMillis() + 1000).sequence(43).gpuPowerWatts(new float[] {700, 701, 702});
    }

    private static byte[] packOfTwo() {
        return new FramePack(NODE).add(SampleFrames.full()).add(second()).take();
    }

    @Test
    void givesBackItsFramesInTheirOrder() {
        assertThat(frames(packOfTwo()))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(SampleFrames.full(), second());
    }

    @Test
    void aSingleFrameIsReadByTheSameCursor() {
        assertThat(frames(FrameCodec.INSTANCE.encode(SampleFrames.full())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(SampleFrames.full());
    }

    @Test
    void isEmptyOnceTaken() {
        FramePack pack = new FramePack(NODE).add(second());
        pack.take();

        assertThat(pack.size()).isZero();
        assertThat(frames(pack.take())).isEmpty();
    }

    @Test
    void carriesOnlyFramesOfItsNode() {
        assertThatThrownBy(() -> new FramePack("another").add(second()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(NODE);
    }

    @Test
    void isOrdinaryAvroToAnyOtherReaderAndWriter() throws Exception {
        GenericRecord avro = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), FrameSchema.packSchema())
                .decode(packOfTwo());
        ByteBuffer bytes =
                new BinaryMessageEncoder<GenericRecord>(GenericData.get(), FrameSchema.packSchema()).encode(avro);

        assertThat(avro.get("nodeId").toString()).isEqualTo(NODE);
        assertThat((List<?>) avro.get("frames")).hasSize(2);
        assertThat(frames(Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(SampleFrames.full(), second());
    }

    @Test
    void tellsTheTimeOfItsFirstFrameWithoutDecodingIt() {
        FrameCursor cursor = new FrameCursor();
        long first = SampleFrames.full().timeMillis();

        assertThat(cursor.firstMillis(packOfTwo(), NODE.getBytes(UTF_8))).isEqualTo(first);
        assertThat(cursor.firstMillis(packOfTwo(), "another".getBytes(UTF_8))).isEqualTo(first);
        assertThat(cursor.firstMillis(FrameCodec.INSTANCE.encode(second()), new byte[0]))
                .isEqualTo(first + 1000);
        assertThat(cursor.firstMillis(new FramePack(NODE).take(), new byte[0])).isEqualTo(Long.MIN_VALUE);
        assertThat(cursor.firstMillis("no frame at all".getBytes(UTF_8), new byte[0]))
                .isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void refusesEveryTruncationAndTrailingBytes() {
        byte[] bytes = packOfTwo();
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> frames(part))
                    .as("%s of %s bytes", length, bytes.length)
                    .isInstanceOf(UndecodableException.class);
        }
        assertThatThrownBy(() -> frames(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(UndecodableException.class);
    }

    @Test
    void oneHolderServesNodesWithDifferentNumbersOfGpus() {
        TelemetryFrame holder = new TelemetryFrame();
        FrameCursor cursor = new FrameCursor();
        for (TelemetryFrame frame : List.of(SampleFrames.full(), second(), SampleFrames.full())) {
            cursor.open(FrameCodec.INSTANCE.encode(frame));
            cursor.next(holder);
            assertThat(holder).usingRecursiveComparison().isEqualTo(frame);
        }
    }
}
