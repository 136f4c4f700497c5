package space.penumbra.e2e.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of YAML with paths to reach into it.
 *
 * @param file where it stands, for messages
 * @param content its mapping
 */
public record Manifest(String file, Map<String, Object> content) {

    String kind() {
        return text("kind");
    }

    public String name() {
        return text("metadata.name");
    }

    /** The value at a path of keys, null if there is none; a key with dots is written in quotes: {@code a.'b.c'}. */
    Object at(String path) {
        Object value = content;
        for (String key : path.split("\\.(?=(?:[^']*'[^']*')*[^']*$)")) {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            value = map.get(key.replace("'", ""));
        }
        return value;
    }

    public String text(String path) {
        Object value = at(path);
        return value == null ? "" : value.toString();
    }

    /** The mappings in the list at this path, none if there is no list. */
    public List<Manifest> list(String path) {
        List<Manifest> parts = new ArrayList<>();
        if (at(path) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    parts.add(new Manifest(file, keyed(map)));
                }
            }
        }
        return parts;
    }

    /** The scalars in the list at this path. */
    public List<String> texts(String path) {
        return at(path) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The mapping at this path, empty if there is none. */
    Manifest part(String path) {
        return new Manifest(file, at(path) instanceof Map<?, ?> map ? keyed(map) : Map.of());
    }

    /** This with another laid over it, as Kustomize lays a patch over a resource that it has no schema of. */
    Manifest patchedWith(Manifest patch) {
        return new Manifest(file, merged(content, patch.content));
    }

    private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> result = new LinkedHashMap<>(below);
        above.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map && result.get(key) instanceof Map<?, ?> old) {
                result.put(key, merged(keyed(old), keyed(map)));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    static Map<String, Object> keyed(Map<?, ?> map) {
        Map<String, Object> keyed = new LinkedHashMap<>();
        map.forEach((key, value) -> keyed.put(String.valueOf(key), value));
        return keyed;
    }

    @Override
    public String toString() {
        return file + " " + kind() + " " + name();
    }
}
