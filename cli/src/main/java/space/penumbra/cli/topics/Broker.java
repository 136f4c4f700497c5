package space.penumbra.cli.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.wire.KafkaAccess;

/** Reaches a broker, or says in one line that there is none. */
public final class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private Broker() {}

    /**
     * An admin client for a cluster that answers.
     *
     * @throws UserError if no broker answers within eight seconds
     */
    public static Admin reach(String bootstrap) {
        Admin admin;
        try {
            Map<String, Object> settings = new HashMap<>(KafkaAccess.ofProcess());
            settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
            settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "penumbra-cli");
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis() / 2));
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
            admin = Admin.create(settings);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() instanceof ConfigException ? e.getCause() : e;
            throw new UserError("cannot use --bootstrap " + bootstrap + ": " + cause.getMessage(), e);
        }
        try {
            admin.describeCluster().nodes().get();
            return admin;
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            throw new UserError(
                    "no Kafka broker answers at " + bootstrap + " (waited " + PATIENCE.toSeconds()
                            + " s): start one, or correct --bootstrap",
                    e);
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while waiting for the broker at " + bootstrap, e);
        }
    }

    /** Waits for an answer of the cluster; a refusal becomes one line. */
    static <T> T await(KafkaFuture<T> answer, String what) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new UserError(
                    "the broker did not " + what + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while the broker was to " + what, e);
        }
    }
}
