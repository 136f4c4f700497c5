package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.alarm.EndpointReport;
import space.penumbra.wire.Topics;

/**
 * Tells in a topic how each endpoint is doing: when that changes, and now and again so that silence shows too. Nothing waits for
 * it: a report that is lost is told again. Used by one thread.
 */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final Duration BEAT = Duration.ofSeconds(30);

    private final List<Lane> lanes;
    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final Map<String, EndpointReport> told = new HashMap<>();

    Reports(List<Lane> lanes, Producer<byte[], byte[]> producer, Clock clock) {
        this.lanes = lanes;
        this.producer = producer;
        this.clock = clock;
    }

    /** Tells what is due. */
    void beat() {
        Instant now = clock.instant();
        for (Lane lane : lanes) {
            EndpointReport report = report(lane, now);
            EndpointReport before = told.get(lane.name());
            if (before == null
                    || report.tells(before)
                    || !before.wallTime().plus(BEAT).isAfter(now)) {
                told.put(lane.name(), report);
                send(report);
            }
        }
    }

    private static EndpointReport report(Lane lane, Instant now) {
        Endpoint endpoint = lane.endpoint();
        Courier courier = lane.courier();
        return new EndpointReport(
                endpoint.name(),
                endpoint.format().word(),
                endpoint.route().words(),
                courier.circuitState(),
                lane.queued(),
                courier.lastError(),
                now);
    }

    private void send(EndpointReport report) {
        producer.send(
                new ProducerRecord<>(
                        Topics.WEBHOOKS_ENDPOINTS.name(),
                        report.endpoint().getBytes(UTF_8),
                        Topics.WEBHOOKS_ENDPOINTS.codec().encode(report)),
                (written, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "event=report-not-written endpoint={} error={}",
                                report.endpoint(),
                                failure.getMessage());
                    }
                });
    }
}
