package space.penumbra.control;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.control.audit.KafkaActionLog;
import space.penumbra.control.backtest.Backtests;
import space.penumbra.control.backtest.KafkaRecordings;
import space.penumbra.control.history.HistoryReader;
import space.penumbra.control.rest.ApiServer;
import space.penumbra.control.rest.Component;
import space.penumbra.control.stream.TopicCheck;
import space.penumbra.control.stream.Undecodable;
import space.penumbra.control.view.FleetFeed;
import space.penumbra.control.view.FleetView;

/**
 * Fleet control, running: the gate, the ledger and the alarm desk on Kafka Streams, the view that people see, and the HTTP
 * server before it. {@link #start} returns when it answers requests; the gate may still be reading itself up to date, which the
 * health page says.
 */
public final class FleetControl implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetControl.class);

    private static final String WRITER = "decides";
    private static final String STANDBY = "stands by";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private ApiServer server;

    private FleetControl() {}

    /**
     * Starts everything.
     *
     * @throws IllegalArgumentException all mistakes in the settings, in one message
     * @throws IllegalStateException one sentence: no broker answers, topics are missing, or the port is taken
     */
    public static FleetControl start(FleetControlSettings settings) {
        List<String> mistakes = settings.mistakes();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("Fleet control cannot start: " + String.join("; ", mistakes));
        }
        TopicCheck.demand(settings.bootstrap(), settings.kafka());
        FleetControl control = new FleetControl();
        try {
            control.open(settings);
            return control;
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
    }

    private void open(FleetControlSettings settings) {
        Undecodable undecodable = new Undecodable();
        FleetView view = new FleetView();
        Properties client = new Properties();
        client.putAll(settings.kafka());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        client.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.applicationId());
        HistoryReader history = settings.historyKind()
                .reader(URI.create(settings.historyUrl()), settings.historyDatabase(), settings.historyToken());

        KafkaActionLog log = keep(new KafkaActionLog(client, settings.applicationId() + "-rules"));
        FleetFeed feed = keep(new FleetFeed(view, client, undecodable));
        ControlStreams streams = keep(new ControlStreams(settings, undecodable));
        ApiServer.Parts apiParts = new ApiServer.Parts(
                view,
                log,
                history,
                new Backtests(view, new KafkaRecordings(client, KafkaRecordings.PATIENCE)),
                () -> components(streams, feed, history),
                undecodable::counts,
                Clock.systemUTC());
        server = keep(
                new ApiServer(apiParts, settings.httpHost(), settings.httpPort(), settings.people(), settings.tls()));
        streams.start();
        LOG.info("fleet control started {} port={}", settings, server.port());
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    private static List<Component> components(ControlStreams streams, FleetFeed feed, HistoryReader history) {
        KafkaStreams.State state = streams.state();
        String feedDetail = feed.caughtUp() ? "caught up" : "reading up to date";
        String role = streams.writes() ? WRITER : STANDBY;
        return List.of(
                new Component("streams", state.isRunningOrRebalancing(), true, state.name() + ", " + role),
                new Component(
                        "view",
                        feed.caughtUp() && feed.failure().isEmpty(),
                        true,
                        feed.failure().isEmpty() ? feedDetail : feed.failure()),
                new Component("history", history.present(), false, history.about()));
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops everything, the server first. Safe to call twice. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn(
                        "part did not close part={} problem={}", part.getClass().getSimpleName(), e.getMessage());
            }
        }
    }
}
