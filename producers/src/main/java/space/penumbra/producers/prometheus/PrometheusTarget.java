package space.penumbra.producers.prometheus;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.live.HostHardware;
import space.penumbra.producers.live.HostSource;
import space.penumbra.producers.live.SourceUnavailableException;

/** A node whose telemetry stands on one or more pages. A page that is missing costs its own fields; only when all are missing is the node not heard. */
final class PrometheusTarget implements HostSource {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusTarget.class);
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4";

    private final String nodeId;
    private final List<URI> pages;
    private final HttpClient http;
    private final Duration timeout;
    private final Clock clock;
    private final PageReader reader;
    private boolean malformedReported;
    private volatile long malformed;

    PrometheusTarget(
            String nodeId, List<URI> pages, HttpClient http, Duration timeout, MetricMapping mapping, Clock clock) {
        this.nodeId = nodeId;
        this.pages = pages;
        this.http = http;
        this.timeout = timeout;
        this.clock = clock;
        this.reader = new PageReader(mapping);
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public String kind() {
        return "prometheus";
    }

    /** Lines of its pages that were no samples, so far. */
    long malformed() {
        return malformed;
    }

    @Override
    public HostHardware read(TelemetryFrame frame) {
        Map<String, List<MetricSample>> samples = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        for (URI page : pages) {
            try {
                MetricPage read = ExpositionText.read(fetch(page));
                noteMalformed(page, read.malformed());
                read.samples()
                        .forEach((name, more) -> samples.computeIfAbsent(name, metric -> new ArrayList<>())
                                .addAll(more));
            } catch (SourceUnavailableException e) {
                failures.add(e.getMessage());
                LOG.debug("Node {}: {}", nodeId, e.getMessage());
            }
        }
        if (samples.isEmpty()) {
            throw new SourceUnavailableException(
                    failures.isEmpty() ? pages + " have no samples" : String.join("; ", failures));
        }
        return reader.fill(new MetricPage(samples, List.of()), clock.millis() / 1000.0, frame);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One thread at a time reads a target.
    private void noteMalformed(URI page, List<String> lines) {
        malformed += lines.size();
        if (!lines.isEmpty() && !malformedReported) {
            malformedReported = true;
            LOG.warn("{} has {} lines that are no samples, the first is {}", page, lines.size(), lines.get(0));
        }
    }

    private String fetch(URI page) {
        HttpRequest request = HttpRequest.newBuilder(page)
                .timeout(timeout)
                .header("Accept", ACCEPT)
                .GET()
                .build();
        // A request's own time-out ends with the headers; a body that drips must not hold up the others either.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new SourceUnavailableException(page + " answered " + response.statusCode());
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SourceUnavailableException(page + " did not answer in " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            String why = e.getCause().getMessage() == null
                    ? "connection refused"
                    : e.getCause().getMessage();
            throw new SourceUnavailableException(page + " cannot be read: " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailableException(page + " was not read: interrupted", e);
        }
    }
}
