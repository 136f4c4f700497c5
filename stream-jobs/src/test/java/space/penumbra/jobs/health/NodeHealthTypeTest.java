package space.penumbra.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.anomaly.StreamDetector;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.Surprises;
import space.penumbra.domain.residual.NodeResiduals;

class NodeHealthTypeTest {

    private final TypeSerializer<KeptNode> serializer =
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
    void readsWhatTheLayoutBeforeKept() throws Exception {
        NodeHealth node = read(observedInLayout4());

        assertThat(written(node)).isEqualTo(written(observed()));
    }

    @Test
    void learnsAnewWhatAnOlderLayoutMeantOtherwise() throws Exception {
        byte[] older = observedInLayout4();
        older[0] = 3;

        NodeHealth node = read(older);

        assertThat(node.residuals.numbers).isEqualTo(new NodeResiduals().numbers);
        assertThat(node.residuals.open).isEqualTo(4);
        assertThat(node.residuals.occurrences[2]).isEqualTo(7);
        assertThat(node.frames).isEqualTo(1234);
    }

    @Test
    void leavesNothingOutButZeros() throws Exception {
        NodeHealth node = observed();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < node.residuals.numbers.length; i++) {
            node.residuals.numbers[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextDouble(-9, 9);
        }
        node.residuals.numbers[0] = -0f;
        node.residuals.numbers[31] = Float.NaN;
        node.residuals.numbers[32] = Float.MIN_VALUE;
        node.residuals.numbers[node.residuals.numbers.length - 1] = 7;
        node.residuals.gpuErrors[0] = 0;
        node.residuals.gpuErrors[15] = Integer.MAX_VALUE;

        NodeHealth kept = read(written(node));

        assertThat(kept.residuals.numbers).isEqualTo(node.residuals.numbers);
        assertThat(kept.residuals.gpuErrors).isEqualTo(node.residuals.gpuErrors);
        assertThat(kept.residuals.occurrences).isEqualTo(node.residuals.occurrences);
    }

    /** The same node as the version before wrote it. */
    private static byte[] observedInLayout4() throws IOException {
        byte[] packed = Base64.getDecoder()
                .decode(
                        "H4sIAAAAAAAA/2NhYGAuamCAABhNDPiPBtDlSTELFTiYoAmwXIIZhm4oV/0BBgZiMBjU2kP1Wytf53ZSQzUKJmeV/fYXLpc5QtU4oLsDCJxO4NIF"
                                + "VC+AW87xBKaZMLNcZRzAtDOS2Y4LILRzIqp+MLuAAUM9DNieOXPWbubMWbY7At+A+HYNqHL2XbaFMDkYDQKg0LMDypPDHgxAAD2hkgp4kQxjJ9ZWkMYG"
                                + "JDZSDmEBEQD2V+/ldwMAAA==");
        return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    }

    @Test
    void keepsTheGenericDetectorsThatRulesAskFor() throws Exception {
        StreamDetector detector = new StreamDetector(1);
        detector.takeAt(1_800_000_000_000L, 0.25);
        NodeHealth node = observed();
        node.limits =
                LimitState.of(new String[0], new int[0], Surprises.of(Map.of("memoryUsedRatio", detector.toBytes())));

        NodeHealth kept = read(written(node));

        assertThat(kept.limits.surprises().stored())
                .containsOnlyKeys("memoryUsedRatio")
                .hasEntrySatisfying(
                        "memoryUsedRatio", bytes -> assertThat(bytes).isEqualTo(detector.toBytes()));
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
        KeptNode kept = new KeptNode();
        kept.keep(node);
        serializer.serialize(kept, out);
        return out.getCopyOfBuffer();
    }

    private NodeHealth read(byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes)).open();
    }
}
