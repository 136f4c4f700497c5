package space.penumbra.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;

class NodeInputReaderTest {

    private final NodeInputReader reader = new NodeInputReader(NodeTopic.FRAMES);

    private NodeInput read(long second, int partition) {
        TelemetryFrame frame = Inputs.frame("n1", second, 60);
        return reader.frame(new ConsumerRecord<>(
                "telemetry.frames", partition, 5, "n1".getBytes(), FrameCodec.INSTANCE.encode(frame)));
    }

    @Test
    void movesNoWatermarkByAFrameFarAheadOfItsPartition() {
        for (int i = 0; i < 8; i++) {
            read(i, 2);
        }
        NodeInput ahead = read(90_000, 2);
        NodeInput next = read(9, 2);

        assertThat(ahead.ahead).isTrue();
        assertThat(ahead.watermarkMillis).isEqualTo(Long.MIN_VALUE);
        assertThat(next.ahead).isFalse();
        assertThat(next.watermarkMillis).isEqualTo(Inputs.NOON.plusSeconds(9).toEpochMilli());
    }

    @Test
    void passesOnWhatItCannotRead() {
        NodeInput input =
                reader.frame(new ConsumerRecord<>("telemetry.frames", 0, 5, "n1".getBytes(), "no frame".getBytes()));

        assertThat(input.watermarkMillis).isEqualTo(Long.MIN_VALUE);
        assertThat(input.value).isEqualTo("no frame".getBytes());
        assertThat(List.of(
                        reader.frame(new ConsumerRecord<byte[], byte[]>("telemetry.frames", 0, 6, null, null)).value))
                .containsExactly(new byte[0]);
    }

    @Test
    void keepsPositionAndBytesAcrossTheExchange() throws IOException {
        TypeSerializer<NodeInput> serializer = new NodeInputType().createSerializer(new SerializerConfigImpl());
        NodeInput input = Inputs.ahead(Inputs.frame("n1", 1, 60));
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(input, out);
        NodeInput there = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(there)
                .usingRecursiveComparison()
                .ignoringFields("watermarkMillis")
                .isEqualTo(input);
        assertThat(there.node()).isEqualTo("n1");
    }
}
