package space.penumbra.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

class FrameCodecTest {

    private final FrameCodec codec = FrameCodec.INSTANCE;

    @Test
    void readsBackEverythingItWrote() {
        TelemetryFrame back = codec.decode(codec.encode(SampleFrames.full()));

        assertThat(back).usingRecursiveComparison().isEqualTo(SampleFrames.full());
    }

    @Test
    void keepsNotReportedApartFromZero() {
        TelemetryFrame frame = new TelemetryFrame().nodeId("n").timeMillis(1).set(Reading.SOLAR_POWER, 0);

        TelemetryFrame back = codec.decode(codec.encode(frame));

        assertThat(back.get(Reading.SOLAR_POWER)).isZero();
        assertThat(back.get(Reading.LOAD_POWER)).isNaN();
        assertThat(back.get(Counter.RESTARTS)).isEqualTo(-1);
    }

    @Test
    void isOrdinaryAvroToAnyOtherReader() throws Exception {
        GenericRecord avro = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), FrameSchema.schema())
                .decode(codec.encode(SampleFrames.full()));

        assertThat(avro.get("nodeId").toString()).isEqualTo("ds-650-00-01");
        assertThat(avro.get("solarPowerWatts")).isEqualTo(1000.0f);
        assertThat(avro.get("mode").toString()).isEqualTo("NOMINAL");
        assertThat(avro.get("correctedErrors")).isEqualTo(10L);
    }

    @Test
    void readsWhatAnyOtherWriterWrites() throws Exception {
        GenericRecord avro = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), FrameSchema.schema())
                .decode(codec.encode(SampleFrames.full()));
        ByteBuffer bytes =
                new BinaryMessageEncoder<GenericRecord>(GenericData.get(), FrameSchema.schema()).encode(avro);

        TelemetryFrame back = codec.decode(Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit()));

        assertThat(back).usingRecursiveComparison().isEqualTo(SampleFrames.full());
    }

    @Test
    void refusesEveryTruncation() {
        byte[] bytes = codec.encode(SampleFrames.full());
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(part))
                    .as("%s of %s bytes", length, bytes.length)
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void refusesForeignBytesAndTrailingBytes() {
        byte[] longer = Arrays.copyOf(codec.encode(SampleFrames.full()), 2000);

        assertThatThrownBy(() -> codec.decode("{\"nodeId\":\"json\"}".getBytes()))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("mark of a known TelemetryFrame");
        assertThatThrownBy(() -> codec.decode(longer)).isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> codec.decode(null)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void refusesAnArrayLongerThanAnyNodeHasGpus() {
        TelemetryFrame frame = SampleFrames.full().gpuPowerWatts(new float[5000]);

        assertThatThrownBy(() -> codec.decode(codec.encode(frame)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("5000");
        assertThat(frame.mode()).isEqualTo(NodeMode.NOMINAL);
    }

    @Test
    void refusesAnArrayThatComesInMoreBlocksThanANodeHasGpus() {
        byte[] frame = codec.encode(new TelemetryFrame().nodeId("n").timeMillis(1));
        byte[] body = Arrays.copyOf(frame, frame.length - 5);
        FrameWriter out = new FrameWriter(64_000);
        out.bytes(body);
        for (int block = 0; block < 5000; block++) {
            out.varint(1);
            out.float32(50);
        }
        out.bytes(new byte[5]);

        assertThatThrownBy(() -> codec.decode(out.toBytes()))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("more than the 4096");
    }
}
