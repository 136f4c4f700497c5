package space.penumbra.control.stream;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** Looks whether a broker answers and the topics are there, so that what is missing is said in one line. */
public final class TopicCheck {

    private TopicCheck() {}

    /**
     * Demands a broker with every topic of the catalogue.
     *
     * @param access further Kafka client settings
     * @throws IllegalStateException one sentence, if there is none
     */
    public static void demand(String bootstrap, Map<String, String> access) {
        Properties settings = new Properties();
        settings.putAll(access);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        try (Admin admin = Admin.create(settings)) {
            Set<String> missing = new TreeSet<>();
            Topics.all().stream().map(Topic::name).forEach(missing::add);
            missing.removeAll(admin.listTopics().names().get(15, TimeUnit.SECONDS));
            if (!missing.isEmpty()) {
                throw new IllegalStateException("Topics are missing on " + bootstrap + ": " + String.join(", ", missing)
                        + "; create them with 'penumbra topics create --bootstrap " + bootstrap + "'");
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IllegalStateException(
                    "No Kafka broker answers at " + bootstrap + ": start one, or name another", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking for topics on " + bootstrap, e);
        }
    }
}
