package space.penumbra.webhooks;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.alarm.DeliveryFailure;

/**
 * The webhook service: reads alarms and commands, delivers them to the endpoints that want them. Delivery is at least
 * once, under ids that stay the same over replays. Thread-safe.
 */
public final class AlertWebhooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertWebhooks.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);

    private final Counters counters = new Counters();
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final List<Lane> lanes;
    private final Places places;
    private final Intake intake;
    private final Undelivered undelivered;
    private final Again again;
    private final Reports reports;
    private final Thread thread;
    private StatusPage statusPage;
    private volatile boolean stopping;
    private volatile String failure = "";

    private AlertWebhooks(
            WebhookSettings settings,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            Supplier<Consumer<byte[], byte[]>> letterReaders,
            Clock clock,
            Pause pause) {
        this.consumer = consumer;
        this.producer = producer;
        DeliveryPolicy policy = settings.policy();
        Poster poster = new Poster(new AddressGuard(InetAddress::getAllByName), policy.timeout(), clock);
        DeadLetters deadLetters = new DeadLetters(producer, pause);
        Map<String, Endpoint> byName = new LinkedHashMap<>();
        settings.endpoints().forEach(endpoint -> byName.put(endpoint.name(), endpoint));
        this.lanes = settings.endpoints().stream()
                .map(endpoint -> new Courier(
                        endpoint,
                        policy,
                        poster::post,
                        Courier.circuit(policy),
                        clock,
                        pause,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        counters))
                .map(courier -> new Lane(courier, deadLetters, counters, policy, clock))
                .toList();
        this.places = new Places(settings.endpoints().stream().anyMatch(AlertWebhooks::asksWhere), letterReaders);
        OpenAlarms openAlarms = new OpenAlarms(lanes);
        openAlarms.restore(letterReaders, places);
        this.undelivered = new Undelivered(letterReaders, poster::post, byName, deadLetters, clock);
        this.again = new Again(undelivered);
        this.reports = new Reports(lanes, producer, clock);
        this.intake = new Intake(consumer, lanes, deadLetters, counters, places, openAlarms, again, clock);
        this.thread = new Thread(this::run, "webhook-intake");
    }

    /**
     * Starts the service.
     *
     * @throws IllegalArgumentException if the status page's port is taken
     */
    public static AlertWebhooks start(WebhookSettings settings) {
        Supplier<Consumer<byte[], byte[]>> letterReaders = () -> new KafkaConsumer<>(
                consumerSettings(settings, false), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return start(
                settings,
                new KafkaConsumer<>(
                        consumerSettings(settings, true), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new KafkaProducer<>(producerSettings(settings), new ByteArraySerializer(), new ByteArraySerializer()),
                letterReaders,
                Clock.systemUTC(),
                Pause.real());
    }

    static AlertWebhooks start(
            WebhookSettings settings,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            Supplier<Consumer<byte[], byte[]>> letterReaders,
            Clock clock,
            Pause pause) {
        AlertWebhooks service = new AlertWebhooks(settings, consumer, producer, letterReaders, clock, pause);
        if (settings.statusPort() >= 0) {
            try {
                service.statusPage = StatusPage.start(settings.statusHost(), settings.statusPort(), service);
            } catch (IllegalArgumentException e) {
                consumer.close();
                producer.close();
                throw e;
            }
        }
        service.lanes.forEach(Lane::start);
        service.intake.subscribe();
        service.thread.start();
        LOG.info(
                "event=started endpoints={}",
                service.lanes.stream().map(Lane::name).toList());
        return service;
    }

    private static boolean asksWhere(Endpoint endpoint) {
        return !endpoint.route().places().isEmpty()
                || endpoint.grouping().by().contains(GroupBy.PLANE)
                || endpoint.grouping().by().contains(GroupBy.SHELL);
    }

    private void run() {
        try {
            while (!stopping) {
                intake.round();
                reports.beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            failure = e.getMessage();
            LOG.error("event=reading-stopped error={} remedy=restart, nothing is lost", e.getMessage());
        } finally {
            end();
        }
    }

    private void end() {
        lanes.parallelStream().forEach(lane -> lane.stop(STOP_GRACE));
        again.close();
        try (consumer;
                producer;
                places) {
            // An interrupt ends waiting, not the record of what was done.
            Thread.interrupted();
            intake.commit();
        } catch (KafkaException e) {
            LOG.warn("event=last-commit-failed error={} effect=some messages will be sent again", e.getMessage());
        }
    }

    /** Counts since the start, by name: received, delivered, retried, dead_lettered, historical, unwanted, undecodable. */
    public Map<String, Long> counters() {
        return counters.snapshot();
    }

    /** How each endpoint is doing. */
    public List<EndpointState> endpoints() {
        return lanes.stream()
                .map(lane -> new EndpointState(
                        lane.name(),
                        lane.courier().circuitState(),
                        lane.queued(),
                        lane.courier().lastError()))
                .toList();
    }

    /** Events that are read and not done yet; at 0 everything read so far is delivered or dead-lettered. */
    public int openEvents() {
        return intake.openRecords();
    }

    /** Whether it reads; false after a failure that only a restart heals. */
    public boolean running() {
        return thread.isAlive() && failure.isEmpty();
    }

    /** Dead letters that still wait to be sent again, oldest first. */
    public List<DeliveryFailure> undelivered() {
        return undelivered.list();
    }

    /**
     * Sends a dead letter again, once, under its old id.
     *
     * @return true if the endpoint took it
     * @throws IllegalArgumentException if the letter's endpoint is not configured any more
     */
    public boolean resend(DeliveryFailure letter) throws InterruptedException {
        Attempt attempt = undelivered.resend(letter);
        LOG.info(
                "event=sent-again endpoint={} message={} result={} detail={}",
                letter.endpoint(),
                letter.messageId(),
                attempt.result(),
                attempt.detail());
        return attempt.result() == Attempt.Result.DELIVERED;
    }

    /** Port of the status page; -1 if there is none. */
    public int statusPort() {
        return statusPage == null ? -1 : statusPage.port();
    }

    /** Stops within a few seconds. What is not done is read again at the next start. */
    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        if (statusPage != null) {
            statusPage.close();
        }
    }

    private static Map<String, Object> consumerSettings(WebhookSettings settings, boolean inGroup) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.groupId() + (inGroup ? "" : "-letters"));
        if (inGroup) {
            properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, settings.firstStart());
        }
        return properties;
    }

    private static Map<String, Object> producerSettings(WebhookSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, settings.groupId() + "-producer");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        // Its default is as long as the whole delivery may take, which Kafka refuses.
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return properties;
    }
}
