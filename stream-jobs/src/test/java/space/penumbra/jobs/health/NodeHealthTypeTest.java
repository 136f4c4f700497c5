package space.penumbra.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.residual.NodeResiduals;

class NodeHealthTypeTest {

    private final TypeSerializer<NodeHealth> serializer =
            new NodeHealthType().createSerializer(new SerializerConfigImpl());

    @Test
    void keepsWhatResidualDetectorsLearned() throws Exception {
        NodeHealth node = read(written(observed()));

        assertThat(node.residuals.numbers[3]).isEqualTo(41.5f);
        assertThat(node.residuals.open).isEqualTo(4);
        assertThat(node.residuals.occurrences[2]).isEqualTo(7);
        assertThat(node.frames).isEqualTo(1234);
    }

    @Test
    void learnsAnewWhatAnOlderLayoutMeantOtherwise() throws Exception {
        byte[] older = written(observed());
        older[0] = 3;

        NodeHealth node = read(older);

        assertThat(node.residuals.numbers).isEqualTo(new NodeResiduals().numbers);
        assertThat(node.residuals.open).isEqualTo(4);
        assertThat(node.residuals.occurrences[2]).isEqualTo(7);
        assertThat(node.frames).isEqualTo(1234);
    }

    @Test
    void refusesALayoutOfTheFuture() throws Exception {
        byte[] newer = written(observed());
        newer[0] = 99;

        assertThatThrownBy(() -> read(newer)).isInstanceOf(IOException.class).hasMessageContaining("layout 99");
    }

    private static NodeHealth observed() {
        NodeHealth node = new NodeHealth();
        node.frames = 1234;
        node.residuals.numbers[3] = 41.5f;
        node.residuals.open = 4;
        node.residuals.occurrences[2] = 7;
        return node;
    }

    private byte[] written(NodeHealth node) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(node, out);
        return out.getCopyOfBuffer();
    }

    private NodeHealth read(byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }
}
