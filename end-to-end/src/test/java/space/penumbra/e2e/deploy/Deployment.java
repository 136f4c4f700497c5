package space.penumbra.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import space.penumbra.e2e.Checkout;

/** The files under {@code deploy/}, read. */
public final class Deployment {

    private Deployment() {}

    static Path base() {
        return Checkout.folder("deploy/kubernetes/base");
    }

    static Manifest compose() {
        return read(Checkout.folder("deploy/compose.yaml")).get(0);
    }

    static Manifest kustomization() {
        return read(base().resolve("kustomization.yaml")).get(0);
    }

    /** Every Kubernetes resource, with the kustomization's patch applied. */
    static List<Manifest> resources() {
        Manifest common = read(base().resolve("flink-common.yaml")).get(0);
        Manifest patch = new Manifest(common.file(), Map.of("spec", common.at("spec")));
        return kustomization().texts("resources").stream()
                .filter(file -> file.endsWith(".yaml"))
                .flatMap(file -> read(base().resolve(file)).stream())
                .map(resource -> resource.kind().equals("FlinkDeployment") ? resource.patchedWith(patch) : resource)
                .toList();
    }

    static List<Manifest> resources(String kind) {
        return resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .toList();
    }

    static Manifest resource(String kind, String name) {
        return resources(kind).stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + kind + " '" + name + "' under " + base()));
    }

    public static List<Manifest> read(Path file) {
        List<Manifest> documents = new ArrayList<>();
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(text(file))) {
            if (document instanceof Map<?, ?> map) {
                documents.add(new Manifest(file.getFileName().toString(), Manifest.keyed(map)));
            } else {
                throw new AssertionError(file + " holds a document that is no mapping: " + document);
            }
        }
        return documents;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of deployment and provisioning. */
    static List<Path> files() {
        try (Stream<Path> deploy = Files.walk(Checkout.folder("deploy"));
                Stream<Path> dashboards = Files.walk(Checkout.folder("dashboards"))) {
            return Stream.concat(deploy, dashboards)
                    .filter(Files::isRegularFile)
                    // What deploy/standalone copies there is no file of ours.
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A property of the parent POM, such as {@code flink.version}. */
    static String version(String property) {
        String pom = text(Checkout.folder("pom.xml"));
        int start = pom.indexOf("<" + property + ">") + property.length() + 2;
        return pom.substring(start, pom.indexOf("<", start));
    }
}
