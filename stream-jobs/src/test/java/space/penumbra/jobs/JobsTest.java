package space.penumbra.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobsTest {

    static List<Job> jobs() {
        return Jobs.all();
    }

    private static List<String> uids(String job) {
        StreamGraph graph = Jobs.graph(Jobs.named(job).orElseThrow(), JobSettings.at("127.0.0.1:9"));
        return graph.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void everyOperatorHasAnIdentityAndNoTypeFallsBackToKryo(Job job) {
        // Building the job graph checks both: automatic identities and generic types are switched off.
        var graph = Jobs.graph(job, JobSettings.at("127.0.0.1:9")).getJobGraph();

        assertThat(graph.getName()).isEqualTo(job.name());
        assertThat(uids(job.name())).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void stateOfHealthIsFoundAgainUnderTheseIdentities() {
        assertThat(uids("health").stream().filter(uid -> !uid.contains("sink")).collect(Collectors.toList()))
                .containsExactly(
                        "fleet.nodes-source",
                        "hazards.windows-source",
                        "health",
                        "rules-in-force",
                        "rules.definitions-decode",
                        "rules.definitions-source",
                        "rules.versions-decode",
                        "rules.versions-source",
                        "shadow-tally",
                        "telemetry.frames-source",
                        "versions-not-in-force",
                        "wear");
        assertThat(uids("health"))
                .contains(
                        "alarms.events-sink",
                        "fleet.health-sink",
                        "fleet.status-sink",
                        "rules.shadow-sink",
                        "telemetry.rejected-sink");
    }

    @Test
    void stateOfHistoryIsFoundAgainUnderTheseIdentities() {
        assertThat(uids("history")).contains("down-sampling", "hazard-points", "telemetry.frames-source");
    }

    @Test
    void namesAreUnique() {
        assertThat(Jobs.all()).extracting(Job::name).doesNotHaveDuplicates().contains("health", "history");
    }
}
