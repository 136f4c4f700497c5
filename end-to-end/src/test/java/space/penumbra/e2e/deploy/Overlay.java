package space.penumbra.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.zjsonpatch.JsonPatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import space.penumbra.e2e.Checkout;

/** What Kustomize makes of an overlay: the base, more resources, components, and patches, as far as our overlays use it. */
final class Overlay {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Overlay() {}

    /** Every resource of {@code deploy/kubernetes/overlays/NAME}. */
    static List<Manifest> resources(String name) {
        Path folder = Checkout.folder("deploy/kubernetes/overlays/" + name);
        Manifest kustomization =
                Deployment.read(folder.resolve("kustomization.yaml")).get(0);
        List<Manifest> resources = new ArrayList<>();
        for (String entry : kustomization.texts("resources")) {
            resources.addAll(entry.endsWith(".yaml") ? Deployment.read(folder.resolve(entry)) : Deployment.resources());
        }
        for (String entry : kustomization.texts("components")) {
            Path component = folder.resolve(entry);
            Deployment.read(component.resolve("kustomization.yaml"))
                    .get(0)
                    .texts("resources")
                    .forEach(file -> resources.addAll(Deployment.read(component.resolve(file))));
        }
        for (Manifest patch : kustomization.list("patches")) {
            String text = patch.text("path").isEmpty()
                    ? patch.text("patch")
                    : Deployment.text(folder.resolve(patch.text("path")));
            int hit = 0;
            for (int i = 0; i < resources.size(); i++) {
                if (targets(patch, resources.get(i))) {
                    resources.set(i, patched(resources.get(i), new Yaml().load(text)));
                    hit++;
                }
            }
            if (hit == 0) {
                throw new AssertionError("A patch of overlay " + name + " hits nothing: " + patch.at("target"));
            }
        }
        return resources;
    }

    private static boolean targets(Manifest patch, Manifest resource) {
        String kind = patch.text("target.kind");
        String name = patch.text("target.name");
        return resource.kind().matches(kind)
                && (name.isEmpty() || resource.name().matches(name));
    }

    private static Manifest patched(Manifest resource, Object patch) {
        if (patch instanceof Map<?, ?> map) {
            Map<String, Object> laid = new HashMap<>(Manifest.keyed(map));
            laid.remove("metadata");
            return resource.patchedWith(new Manifest(resource.file(), laid));
        }
        JsonNode before = JSON.valueToTree(resource.content());
        try {
            JsonNode after = JsonPatch.apply(JSON.valueToTree(patch), before);
            return new Manifest(resource.file(), Manifest.keyed(JSON.convertValue(after, Map.class)));
        } catch (RuntimeException e) {
            throw new AssertionError("A patch does not fit " + resource + ": " + e.getMessage(), e);
        }
    }

    /** Names of the overlays. */
    static Stream<String> names() {
        return Stream.of("dev", "prod");
    }
}
