package space.penumbra.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobGraphsTest {

    static Iterable<Job> jobs() {
        return Jobs.all();
    }

    /** Types that would need Kryo, and operators without identity where state is kept, fail the building itself. */
    @ParameterizedTest
    @MethodSource("jobs")
    void everyOperatorHasAnIdentityOfItsOwn(Job job) {
        StreamGraph graph = Jobs.graph(job, JobSettings.at("127.0.0.1:9092"));

        Set<String> identities = new HashSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            assertThat(identities.add(node.getTransformationUID()))
                    .as(node.getTransformationUID())
                    .isTrue();
        }
        assertThat(graph.getJobName()).isEqualTo(job.name());
        assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
    }
}
