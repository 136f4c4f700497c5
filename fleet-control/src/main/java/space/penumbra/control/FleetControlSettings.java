package space.penumbra.control;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.control.history.HistoryKind;
import space.penumbra.control.rest.People;
import space.penumbra.control.rest.Tls;
import space.penumbra.domain.migration.GateLimits;

/**
 * Everything that can be set of fleet control.
 *
 * @param bootstrap addresses of Kafka brokers, {@code host:port}, comma separated
 * @param applicationId name of the Kafka Streams application; instances of one fleet share it
 * @param stateDir folder for local state
 * @param httpHost address to listen on; loopback unless told otherwise
 * @param httpPort port to listen on, 0 for any free one
 * @param people who may do what; nobody known: only this machine may act
 * @param historyKind kind of the history store
 * @param historyUrl address of the history store; empty for kind NONE
 * @param historyDatabase name of its database
 * @param historyToken token of the store, empty for none. Never shown
 * @param commitMillis how often the gate commits what it decided, 1 to 10,000
 * @param gateLimits limits of the gate
 * @param kafka further Kafka client settings, such as those for TLS and logins
 * @param tls certificate and key of the REST API and the console; empty: plain HTTP
 */
public record FleetControlSettings(
        String bootstrap,
        String applicationId,
        Path stateDir,
        String httpHost,
        int httpPort,
        People people,
        HistoryKind historyKind,
        String historyUrl,
        String historyDatabase,
        String historyToken,
        int commitMillis,
        GateLimits gateLimits,
        Map<String, String> kafka,
        Optional<Tls> tls) {

    /** The usual settings for this broker and folder. */
    public static FleetControlSettings of(String bootstrap, Path stateDir) {
        return new FleetControlSettings(
                bootstrap,
                "penumbra-fleet-control",
                stateDir,
                "127.0.0.1",
                8080,
                People.withToken(""),
                HistoryKind.NONE,
                "",
                "penumbra",
                "",
                100,
                GateLimits.STANDARD,
                Map.of(),
                Optional.empty());
    }

    public FleetControlSettings withHttp(String host, int port) {
        return new FleetControlSettings(
                bootstrap,
                applicationId,
                stateDir,
                host,
                port,
                people,
                historyKind,
                historyUrl,
                historyDatabase,
                historyToken,
                commitMillis,
                gateLimits,
                kafka,
                tls);
    }

    /** The same with one token for all changes. */
    public FleetControlSettings withToken(String token) {
        return withPeople(People.withToken(token));
    }

    /** The same with people who are known by name and role. */
    public FleetControlSettings withPeople(People known) {
        return new FleetControlSettings(
                bootstrap,
                applicationId,
                stateDir,
                httpHost,
                httpPort,
                known,
                historyKind,
                historyUrl,
                historyDatabase,
                historyToken,
                commitMillis,
                gateLimits,
                kafka,
                tls);
    }

    public FleetControlSettings withApplicationId(String id) {
        return new FleetControlSettings(
                bootstrap,
                id,
                stateDir,
                httpHost,
                httpPort,
                people,
                historyKind,
                historyUrl,
                historyDatabase,
                historyToken,
                commitMillis,
                gateLimits,
                kafka,
                tls);
    }

    public FleetControlSettings withHistory(HistoryKind kind, String url, String database, String token) {
        return new FleetControlSettings(
                bootstrap,
                applicationId,
                stateDir,
                httpHost,
                httpPort,
                people,
                kind,
                url,
                database,
                token,
                commitMillis,
                gateLimits,
                kafka,
                tls);
    }

    public FleetControlSettings withGateLimits(GateLimits limits) {
        return new FleetControlSettings(
                bootstrap,
                applicationId,
                stateDir,
                httpHost,
                httpPort,
                people,
                historyKind,
                historyUrl,
                historyDatabase,
                historyToken,
                commitMillis,
                limits,
                kafka,
                tls);
    }

    /** The same with further Kafka client settings, such as those for TLS and logins; they are never shown. */
    public FleetControlSettings withKafka(Map<String, String> settings) {
        return new FleetControlSettings(
                bootstrap,
                applicationId,
                stateDir,
                httpHost,
                httpPort,
                people,
                historyKind,
                historyUrl,
                historyDatabase,
                historyToken,
                commitMillis,
                gateLimits,
                Map.copyOf(settings),
                tls);
    }

    /** The same with TLS before the REST API and the console. */
    public FleetControlSettings withTls(Tls certificate) {
        return new FleetControlSettings(
                bootstrap,
                applicationId,
                stateDir,
                httpHost,
                httpPort,
                people,
                historyKind,
                historyUrl,
                historyDatabase,
                historyToken,
                commitMillis,
                gateLimits,
                kafka,
                Optional.of(certificate));
    }

    /** All mistakes in these settings, one sentence each; empty if there are none. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (!bootstrap.matches("[^\\s:,]+:\\d+(,[^\\s:,]+:\\d+)*")) {
            mistakes.add("bootstrap is '" + bootstrap + "', must be host:port, comma separated");
        }
        if (!applicationId.matches("[a-zA-Z0-9._-]+")) {
            mistakes.add("application id is '" + applicationId + "', must be letters, digits, dots, dashes");
        }
        if (httpHost.isBlank()) {
            mistakes.add("http host is empty, must be an address of this machine such as 127.0.0.1");
        }
        if (httpPort < 0 || httpPort > 65535) {
            mistakes.add("http port is " + httpPort + ", must be 0 to 65535");
        }
        if (historyKind != HistoryKind.NONE && !isHttp(historyUrl)) {
            mistakes.add("history url is '" + historyUrl + "', must be an http address such as http://127.0.0.1:8086");
        }
        if (commitMillis < 1 || commitMillis > 10_000) {
            mistakes.add("commit interval is " + commitMillis + " ms, must be 1 to 10000");
        }
        mistakes.addAll(gateLimits.mistakes());
        return mistakes;
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The settings without their secrets. */
    @Override
    public String toString() {
        return "bootstrap=" + bootstrap + " applicationId=" + applicationId + " stateDir=" + stateDir + " http="
                + httpHost + ":" + httpPort + " people=" + people + " history="
                + historyKind + " " + historyUrl + " commitMillis=" + commitMillis + " gate=" + gateLimits;
    }
}
