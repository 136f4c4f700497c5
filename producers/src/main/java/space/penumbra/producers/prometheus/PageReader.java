package space.penumbra.producers.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.live.HostHardware;

/**
 * Fills frames from pages as a mapping says. Remembers the counters of the last page, for rates: the first page gives none, and a counter that went
 * back (its exporter restarted) gives none for one page. Not thread-safe.
 */
final class PageReader {

    private static final int MOST_GPUS = 4096;

    private final MetricMapping mapping;
    private Map<String, Double> before = new HashMap<>();
    private Map<String, Double> now = new HashMap<>();
    private double secondsBetween = Double.NaN;
    private double lastSeconds = Double.NaN;

    PageReader(MetricMapping mapping) {
        this.mapping = mapping;
    }

    /** Fills a cleared frame from a page that was taken at this wall time. */
    HostHardware fill(MetricPage page, double wallSeconds, TelemetryFrame frame) {
        secondsBetween = wallSeconds - lastSeconds;
        lastSeconds = wallSeconds;
        now = new HashMap<>();
        int gpus = gpuCount(page);
        Set<String> found = new HashSet<>();
        for (MappingRule rule : mapping.rules()) {
            if (!found.contains(rule.field()) && apply(rule, page, gpus, frame)) {
                found.add(rule.field());
            }
        }
        before = now;
        return new HostHardware(model(page), gpus, Double.NaN, Double.NaN);
    }

    private boolean apply(MappingRule rule, MetricPage page, int gpus, TelemetryFrame frame) {
        if (MetricMapping.GPU_FIELDS.contains(rule.field())) {
            return applyToGpus(rule, page, gpus, frame);
        }
        List<Double> values = new ArrayList<>();
        for (MetricSample sample : page.of(rule.metric())) {
            double value = rule.takes(sample) ? valueOf(rule, sample) : Double.NaN;
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        }
        double value = rule.finish(rule.aggregate().of(values), divisor(rule, page));
        if (!Double.isFinite(value)) {
            return false;
        }
        set(frame, rule.field(), value);
        return true;
    }

    private static void set(TelemetryFrame frame, String field, double value) {
        for (Counter counter : Counter.values()) {
            if (counter.field().equals(field)) {
                frame.set(counter, Math.max(-1, Math.round(value)));
                return;
            }
        }
        frame.set(Reading.ofField(field), value);
    }

    private static double divisor(MappingRule rule, MetricPage page) {
        return rule.dividedBy().isEmpty()
                ? 1
                : page.of(rule.dividedBy()).stream()
                        .mapToDouble(MetricSample::value)
                        .sum();
    }

    private double valueOf(MappingRule rule, MetricSample sample) {
        if (DcgmBlank.is(sample) || !Double.isFinite(sample.value())) {
            return Double.NaN;
        }
        if (!rule.rate()) {
            return sample.value();
        }
        String series = sample.name() + sample.labels();
        now.put(series, sample.value());
        double growth = sample.value() - before.getOrDefault(series, Double.NaN);
        return growth >= 0 && secondsBetween > 0 ? growth / secondsBetween : Double.NaN;
    }

    private boolean applyToGpus(MappingRule rule, MetricPage page, int gpus, TelemetryFrame frame) {
        float[] values = new float[gpus];
        java.util.Arrays.fill(values, Float.NaN);
        boolean any = false;
        for (MetricSample sample : page.of(rule.metric())) {
            int gpu = gpuOf(sample);
            if (gpu >= 0 && gpu < gpus && rule.takes(sample)) {
                double value = rule.finish(valueOf(rule, sample), 1);
                values[gpu] = (float) value;
                any |= !Double.isNaN(value);
            }
        }
        if (any) {
            GpuField.set(frame, rule.field(), values);
        }
        return any;
    }

    private int gpuCount(MetricPage page) {
        int count = 0;
        for (MappingRule rule : mapping.rules()) {
            if (MetricMapping.GPU_FIELDS.contains(rule.field())) {
                for (MetricSample sample : page.of(rule.metric())) {
                    count = Math.max(count, gpuOf(sample) + 1);
                }
            }
        }
        return count;
    }

    private int gpuOf(MetricSample sample) {
        String index = sample.labels().getOrDefault(mapping.gpuLabel(), "");
        // A MIG slice has the index of its GPU and an instance of its own: it is not the whole GPU.
        boolean whole = sample.labels().getOrDefault("GPU_I_ID", "").isEmpty();
        return whole && index.matches("\\d{1,4}") ? Math.min(MOST_GPUS - 1, Integer.parseInt(index)) : -1;
    }

    private String model(MetricPage page) {
        return page.samples().values().stream()
                .flatMap(List::stream)
                .map(sample -> sample.labels().getOrDefault(mapping.modelLabel(), ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
