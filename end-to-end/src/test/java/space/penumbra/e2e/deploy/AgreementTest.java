package space.penumbra.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import space.penumbra.cli.Penumbra;
import space.penumbra.e2e.Checkout;
import space.penumbra.webhooks.EndpointsFile;

/** The files of the deployment agree with each other and with the program. */
class AgreementTest {

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passwd|secret|token|apikey|access_key).*");
    private static final Set<String> REFERENCES =
            Set.of("secretKeyRef", "secretRef", "secretName", "secret", "secrets", "sources");

    static List<Path> yamlFiles() {
        return Deployment.files().stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                // Lists of operations, which OverlaysTest applies.
                .filter(file -> !file.toString().endsWith(".patch.yaml"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("yamlFiles")
    void everyYamlFileParses(Path file) {
        assertThat(Deployment.read(file)).isNotEmpty();
    }

    @Test
    void kustomizationNamesEveryFileOfItsFolderAndFoldersThatExist() throws IOException {
        Manifest kustomization = Deployment.kustomization();
        Set<String> named = new TreeSet<>(kustomization.texts("resources"));
        kustomization.list("patches").forEach(patch -> named.add(patch.text("path")));
        try (Stream<Path> files = Files.list(Deployment.base())) {
            assertThat(named.stream().filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                                    .toList());
        }
        assertThat(named.stream().filter(name -> !name.endsWith(".yaml")))
                .isNotEmpty()
                .allMatch(
                        folder -> Files.exists(Deployment.base().resolve(folder).resolve("kustomization.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboards", "deploy/config"})
    void configMapsAreMadeOfFilesThatExistAndOfAllDashboards(String folder) throws IOException {
        Path home = Checkout.folder(folder);
        List<String> files =
                Deployment.read(home.resolve("kustomization.yaml")).get(0).list("configMapGenerator").stream()
                        .flatMap(map -> map.texts("files").stream())
                        .toList();
        assertThat(files).isNotEmpty().allMatch(file -> Files.exists(home.resolve(file)));
        try (Stream<Path> json = Files.list(home)) {
            assertThat(files)
                    .containsAll(json.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .toList());
        }
    }

    @Test
    void everyConfigMapThatIsMountedIsMade() {
        Set<String> made = Stream.of("dashboards", "deploy/config")
                .flatMap(
                        folder -> Deployment.read(Checkout.folder(folder).resolve("kustomization.yaml"))
                                .get(0)
                                .list("configMapGenerator")
                                .stream())
                .map(map -> map.text("name"))
                .collect(Collectors.toSet());
        Set<String> mounted = HardeningTest.workloads().stream()
                .flatMap(workload -> workload.list("spec.template.spec.volumes").stream())
                .map(volume -> volume.text("configMap.name"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        assertThat(mounted).isEqualTo(made);
    }

    @Test
    void everyServiceReachesAPortOfItsPods() {
        assertThat(Deployment.resources("Service")).isNotEmpty().allSatisfy(service -> {
            Manifest workload = HardeningTest.workloads().stream()
                    .filter(candidate -> candidate
                            .part("spec.template.metadata.labels")
                            .content()
                            .entrySet()
                            .containsAll(service.part("spec.selector").content().entrySet()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(service + " selects no pod"));
            Set<String> ports = workload.list("spec.template.spec.containers").stream()
                    .flatMap(container -> container.list("ports").stream())
                    .map(port -> port.text("name") + "=" + port.text("containerPort"))
                    .collect(Collectors.toSet());
            assertThat(service.list("spec.ports"))
                    .allSatisfy(port -> assertThat(ports).contains(port.text("targetPort") + "=" + port.text("port")));
        });
    }

    @Test
    void probesAskPortsThatTheContainerHas() {
        for (Manifest workload : HardeningTest.workloads()) {
            for (Manifest container : workload.list("spec.template.spec.containers")) {
                Set<String> ports = container.list("ports").stream()
                        .map(port -> port.text("name"))
                        .collect(Collectors.toSet());
                for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                    if (container.at(probe) != null) {
                        assertThat(ports).as(workload + " " + probe).contains(container.text(probe + ".httpGet.port"));
                    }
                }
            }
        }
    }

    @Test
    void composeAndKubernetesRunTheSameImages() {
        Set<String> kubernetes = Stream.concat(
                        HardeningTest.workloads().stream()
                                .flatMap(workload -> workload.list("spec.template.spec.containers").stream())
                                .map(container -> container.text("image")),
                        Deployment.resources("FlinkDeployment").stream().map(job -> job.text("spec.image")))
                .collect(Collectors.toSet());
        Manifest services = Deployment.compose().part("services");
        Set<String> compose = services.content().keySet().stream()
                .map(name -> services.text(name + ".image").replace("penumbra-influxdb", "influxdb"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(compose.remove("apache/kafka:" + Deployment.version("kafka.version")))
                .isTrue();
        // In a cluster the operators of Kafka and of Prometheus bring their own.
        assertThat(compose.removeIf(image -> image.startsWith("prom/prometheus:v")))
                .isTrue();
        assertThat(compose).isEqualTo(new TreeSet<>(kubernetes)).noneMatch(image -> image.endsWith(":latest"));
    }

    /** Container arguments of our own image, as compose and Kubernetes give them. */
    static Stream<List<String>> commandLines() {
        Manifest services = Deployment.compose().part("services");
        return Stream.concat(
                services.content().keySet().stream()
                        .filter(name -> services.text(name + ".image").startsWith("penumbra:"))
                        .map(name -> services.texts(name + ".command")),
                HardeningTest.workloads().stream()
                        .flatMap(workload -> workload.list("spec.template.spec.containers").stream())
                        .filter(container -> container.text("image").startsWith("penumbra:"))
                        .map(container -> container.texts("args")));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void theProgramUnderstandsItsArguments(List<String> arguments) {
        assertThat(Penumbra.commandLine()
                        .parseArgs(arguments.toArray(String[]::new))
                        .errors())
                .isEmpty();
    }

    @Test
    void composeAndKubernetesStartTheServicesWithTheSameOptions() {
        Map<String, Set<String>> options = commandLines()
                .filter(arguments -> arguments.get(0).equals("serve"))
                .collect(Collectors.groupingBy(
                        arguments -> arguments.get(1),
                        Collectors.mapping(
                                arguments -> String.join(
                                        " ",
                                        arguments.stream()
                                                .filter(argument -> argument.startsWith("--"))
                                                .toList()),
                                Collectors.toSet())));
        assertThat(options).containsOnlyKeys("fleet-control", "alert-webhooks");
        assertThat(options.values()).allMatch(variants -> variants.size() == 1);
    }

    @Test
    void sampleEndpointsAreOnesThatTheServiceReads(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "MDEyMzQ1Njc4OWFiY2RlZg==");
        String sample = Deployment.text(Checkout.folder("deploy/config/endpoints.json"));
        Path file = Files.writeString(
                folder.resolve("endpoints.json"), sample.replace("/run/secrets/webhook-on-call", key.toString()));
        assertThat(EndpointsFile.read(file, name -> null)).hasSize(1);
    }

    @Test
    void noSecretIsWrittenDown() {
        for (Path file : Deployment.files()) {
            assertThat(Deployment.text(file))
                    .as(file.toString())
                    .doesNotContainPattern("whsec_[A-Za-z0-9+/]{8,}")
                    .doesNotContain("PRIVATE KEY-----");
        }
        for (Path file : yamlFiles()) {
            for (Manifest document : Deployment.read(file)) {
                assertThat(document.kind()).as(file.toString()).isNotEqualTo("Secret");
                checkValues(file, "", document.content());
            }
        }
    }

    private static void checkValues(Path file, String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            // An environment variable of Kubernetes: its name says what its value is.
            Object name = map.get("name");
            if (name instanceof String text && map.get("value") != null) {
                checkValues(file, text, map.get("value"));
            }
            if (!REFERENCES.contains(key)) {
                map.forEach((inner, part) -> checkValues(file, String.valueOf(inner), part));
            }
        } else if (value instanceof List<?> list) {
            if (!REFERENCES.contains(key)) {
                list.forEach(part -> checkValues(file, key, part));
            }
        } else if (value instanceof String text && SECRET_NAME.matcher(key).matches() && !REFERENCES.contains(key)) {
            assertThat(text)
                    .as("%s: %s must be a reference", file.getFileName(), key)
                    .matches("\\$\\{.*}|/run/secrets/.*|\\./secrets/.*");
        }
    }
}
