package space.penumbra.webhooks;

import java.util.List;
import java.util.Map;

/**
 * What the webhook service needs to know.
 *
 * @param bootstrap Kafka's address, host:port
 * @param groupId consumer group whose committed offsets say what is done
 * @param firstStart where a group without committed offsets begins: {@code latest} or {@code earliest}
 * @param endpoints receivers; none is allowed, then everything is read and nothing is sent
 * @param policy how hard delivery is tried
 * @param statusHost address that the page of health and metrics listens on
 * @param statusPort its port; 0 for any free one, negative for no such page
 * @param kafka further Kafka client settings, such as TLS
 */
public record WebhookSettings(
        String bootstrap,
        String groupId,
        String firstStart,
        List<Endpoint> endpoints,
        DeliveryPolicy policy,
        String statusHost,
        int statusPort,
        Map<String, String> kafka) {

    public static final String DEFAULT_GROUP = "penumbra-alert-webhooks";

    public WebhookSettings {
        endpoints = List.copyOf(endpoints);
        kafka = Map.copyOf(kafka);
    }

    /** Everything at its default. */
    public static WebhookSettings of(String bootstrap, List<Endpoint> endpoints) {
        return new WebhookSettings(
                bootstrap, DEFAULT_GROUP, "latest", endpoints, DeliveryPolicy.DEFAULT, "127.0.0.1", -1, Map.of());
    }

    /** The same, beginning elsewhere when the group has no committed offsets. */
    public WebhookSettings withFirstStart(String start) {
        return new WebhookSettings(bootstrap, groupId, start, endpoints, policy, statusHost, statusPort, kafka);
    }

    /** The same with another policy. */
    public WebhookSettings withPolicy(DeliveryPolicy other) {
        return new WebhookSettings(bootstrap, groupId, firstStart, endpoints, other, statusHost, statusPort, kafka);
    }

    /** The same with a page of health and metrics. */
    public WebhookSettings withStatusPage(String host, int port) {
        return new WebhookSettings(bootstrap, groupId, firstStart, endpoints, policy, host, port, kafka);
    }

    /** The same with further Kafka client settings. */
    public WebhookSettings withKafka(Map<String, String> settings) {
        return new WebhookSettings(bootstrap, groupId, firstStart, endpoints, policy, statusHost, statusPort, settings);
    }
}
