package space.penumbra.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No container runs as root, may gain rights, or may eat the machine. */
class HardeningTest {

    /** Images whose start scripts write into their own configuration folder. */
    private static final Set<String> WRITABLE = Set.of("flink-main-container", "kafka", "jobmanager", "taskmanager");

    static List<Manifest> workloads() {
        return Deployment.resources().stream()
                .filter(resource ->
                        Set.of("Deployment", "StatefulSet", "FlinkDeployment").contains(resource.kind()))
                .toList();
    }

    private static Manifest pod(Manifest workload) {
        return workload.part(
                workload.kind().equals("FlinkDeployment") ? "spec.podTemplate.spec" : "spec.template.spec");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void podsRunAsAUser(Manifest workload) {
        Manifest pod = pod(workload);
        assertThat(pod.at("securityContext.runAsNonRoot")).isEqualTo(true);
        assertThat((Integer) pod.at("securityContext.runAsUser")).isPositive();
        assertThat(pod.text("securityContext.seccompProfile.type")).isEqualTo("RuntimeDefault");
        if (!workload.kind().equals("FlinkDeployment")) {
            assertThat(pod.at("automountServiceAccountToken")).isEqualTo(false);
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void containersMayGainNothingAndWriteNothingOfTheirImage(Manifest workload) {
        assertThat(pod(workload).list("containers")).isNotEmpty().allSatisfy(container -> {
            assertThat(container.at("securityContext.allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(container.texts("securityContext.capabilities.drop")).containsExactly("ALL");
            assertThat(container.at("securityContext.readOnlyRootFilesystem"))
                    .isEqualTo(!WRITABLE.contains(container.text("name")));
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void containersHaveLimitsAndProbes(Manifest workload) {
        // The operator derives both for Flink from spec.*.resource, which JobManifestsTest checks.
        if (workload.kind().equals("FlinkDeployment")) {
            return;
        }
        assertThat(pod(workload).list("containers")).isNotEmpty().allSatisfy(container -> {
            for (String key : List.of("requests.cpu", "requests.memory", "limits.cpu", "limits.memory")) {
                assertThat(container.text("resources." + key)).as(key).isNotEmpty();
            }
            assertThat(container.text("resources.requests.memory"))
                    .isEqualTo(container.text("resources.limits.memory"));
            assertThat(container.at("readinessProbe")).isNotNull();
            assertThat(container.at("livenessProbe")).isNotNull();
        });
    }

    @Test
    void namespaceRefusesAnythingLess() {
        assertThat(Deployment.resources("Namespace")
                        .get(0)
                        .text("metadata.labels.'pod-security.kubernetes.io/enforce'"))
                .isEqualTo("restricted");
        assertThat(Deployment.resources("KafkaNodePool")).allSatisfy(pool -> {
            assertThat(pool.at("spec.template.pod.securityContext.runAsNonRoot"))
                    .isEqualTo(true);
            assertThat(pool.texts("spec.template.kafkaContainer.securityContext.capabilities.drop"))
                    .containsExactly("ALL");
            assertThat(pool.text("spec.resources.limits.memory")).isNotEmpty();
        });
    }

    @Test
    void nothingTalksUnlessAPolicySaysSo() {
        Manifest policy = Deployment.resource("NetworkPolicy", "nothing-by-default");
        assertThat(policy.part("spec.podSelector").content()).isEmpty();
        assertThat(policy.texts("spec.policyTypes")).containsExactly("Ingress", "Egress");
        assertThat(policy.at("spec.ingress")).isNull();
        assertThat(policy.at("spec.egress")).isNull();
    }

    static Stream<Map.Entry<String, Object>> services() {
        return Deployment.compose().part("services").content().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void composeServicesAreBoundedAndListenOnLoopback(Map.Entry<String, Object> entry) {
        Manifest service = Deployment.compose().part("services." + entry.getKey());
        assertThat(service.text("user")).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(service.text("mem_limit")).isNotEmpty();
        assertThat(service.text("cpus")).isNotEmpty();
        assertThat(service.texts("cap_drop")).containsExactly("ALL");
        assertThat(service.texts("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(service.at("read_only")).isEqualTo(!WRITABLE.contains(entry.getKey()));
        assertThat(service.texts("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(service.at("privileged")).isNull();
    }
}
