package space.penumbra.producers.prometheus;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import space.penumbra.domain.Nullable;

/**
 * The targets of the moment: those that were given and those of a file. One whose pages stay the same stays the same object, with the counters that it
 * has seen. Asked by one thread; {@link #malformed} by any.
 */
final class Targets implements Supplier<List<PrometheusTarget>> {

    private final Map<String, List<URI>> given;

    @Nullable
    private final TargetsFile file;

    private final BiFunction<String, List<URI>, PrometheusTarget> maker;
    private final List<PrometheusTarget> known = new CopyOnWriteArrayList<>();
    private Map<String, List<URI>> pages = Map.of();
    private Map<String, PrometheusTarget> targets = Map.of();

    Targets(
            Map<String, List<URI>> given,
            @Nullable TargetsFile file,
            BiFunction<String, List<URI>, PrometheusTarget> maker) {
        this.given = given;
        this.file = file;
        this.maker = maker;
    }

    @Override
    public List<PrometheusTarget> get() {
        Map<String, List<URI>> wanted = wanted();
        if (!wanted.equals(pages)) {
            Map<String, PrometheusTarget> next = new LinkedHashMap<>();
            wanted.forEach(
                    (name, of) -> next.put(name, of.equals(pages.get(name)) ? targets.get(name) : made(name, of)));
            pages = wanted;
            targets = next;
        }
        return List.copyOf(targets.values());
    }

    private PrometheusTarget made(String name, List<URI> of) {
        PrometheusTarget target = maker.apply(name, of);
        known.add(target);
        return target;
    }

    private Map<String, List<URI>> wanted() {
        if (file == null) {
            return given;
        }
        Map<String, List<URI>> wanted = new LinkedHashMap<>();
        given.forEach((name, of) -> wanted.put(name, new ArrayList<>(of)));
        file.now()
                .forEach((name, of) ->
                        wanted.computeIfAbsent(name, node -> new ArrayList<>()).addAll(of));
        return wanted;
    }

    /** Lines of pages that were no samples, so far. */
    long malformed() {
        return known.stream().mapToLong(PrometheusTarget::malformed).sum();
    }
}
