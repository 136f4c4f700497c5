package space.penumbra.cli.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** Compares a cluster with the typed catalogue, and brings the cluster to it. Changes nothing that exists. */
public final class Catalogue {

    private final Admin admin;

    public Catalogue(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates every topic of the catalogue that the cluster does not have.
     *
     * @param replication copies of each partition; empty for the cluster's default
     * @return names of the topics that were created
     */
    public List<String> createMissing(Optional<Short> replication) {
        Set<String> present = Broker.await(admin.listTopics().names(), "list its topics");
        List<String> created = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            if (present.contains(topic.name())) {
                continue;
            }
            NewTopic wanted =
                    new NewTopic(topic.name(), Optional.of(topic.partitions()), replication).configs(topic.settings());
            try {
                admin.createTopics(List.of(wanted)).all().get();
                created.add(topic.name());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new UserError(
                            "the broker did not create " + topic.name() + ": "
                                    + e.getCause().getMessage(),
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted while creating " + topic.name(), e);
            }
        }
        return created;
    }

    /** One sentence for each difference between the cluster and the catalogue; more partitions than asked for are none. */
    public List<String> differences() {
        Map<String, TopicDescription> present = describe();
        List<String> differences = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            TopicDescription description = present.get(topic.name());
            if (description == null) {
                differences.add(topic.name() + " is missing");
                continue;
            }
            int partitions = description.partitions().size();
            if (partitions < topic.partitions()) {
                differences.add(topic.name() + " has " + partitions + " partitions, the catalogue asks for "
                        + topic.partitions());
            }
            Config actual = settings(topic.name());
            topic.settings().forEach((key, wanted) -> {
                ConfigEntry entry = actual.get(key);
                String value = entry == null ? "nothing" : entry.value();
                if (!sameSetting(wanted, value)) {
                    differences.add(topic.name() + " has " + key + "=" + value + ", the catalogue asks for " + wanted);
                }
            });
        }
        return differences;
    }

    /** What the cluster has of the catalogue: name to number of partitions and of records (offsets, before compaction). */
    public Map<String, Held> held() {
        Map<String, Held> held = new LinkedHashMap<>();
        Map<TopicPartition, OffsetSpec> first = new TreeMap<>(
                java.util.Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        describe()
                .forEach((name, description) -> description
                        .partitions()
                        .forEach(p -> first.put(new TopicPartition(name, p.partition()), OffsetSpec.earliest())));
        Map<TopicPartition, OffsetSpec> last = new LinkedHashMap<>();
        first.keySet().forEach(partition -> last.put(partition, OffsetSpec.latest()));
        var begins = Broker.await(admin.listOffsets(first).all(), "tell its offsets");
        var ends = Broker.await(admin.listOffsets(last).all(), "tell its offsets");
        ends.forEach((partition, end) -> held.merge(
                partition.topic(),
                new Held(1, end.offset() - begins.get(partition).offset()),
                Held::plus));
        return held;
    }

    private Map<String, TopicDescription> describe() {
        Set<String> names = Broker.await(admin.listTopics().names(), "list its topics");
        List<String> wanted =
                Topics.all().stream().map(Topic::name).filter(names::contains).toList();
        return Broker.await(admin.describeTopics(wanted).allTopicNames(), "describe its topics");
    }

    private Config settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Broker.await(admin.describeConfigs(List.of(resource)).all(), "tell the settings of " + topic)
                .get(resource);
    }

    /** The broker may tell the policies of {@code compact,delete} in either order. */
    private static boolean sameSetting(String wanted, String actual) {
        return Set.of(wanted.split(",")).equals(Set.of(actual.split(",")));
    }

    /**
     * What a cluster holds of a topic.
     *
     * @param partitions number of partitions
     * @param records offsets between the first and the last record
     */
    public record Held(int partitions, long records) {
        Held plus(Held other) {
            return new Held(partitions + other.partitions, records + other.records);
        }
    }
}
