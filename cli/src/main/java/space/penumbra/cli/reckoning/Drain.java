package space.penumbra.cli.reckoning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.jobs.JobSettings;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topics;

/** Waits until the health job has taken every frame into a completed checkpoint: that is when it commits its position. */
public final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String bootstrap;

    public Drain(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Returns when nothing is left, or after ten seconds. */
    public void await() {
        await(PATIENCE);
    }

    /** Returns whether nothing is left; when it is so, or after this time. */
    public boolean await(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try (Admin admin = admin()) {
            while (System.nanoTime() < until) {
                Map<Integer, Long> ends = ends(admin);
                Map<Integer, Long> committed = committed(admin);
                if (ends.entrySet().stream()
                        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                    return true;
                }
                Thread.sleep(PAUSE.toMillis());
            }
            LOG.warn("frames are left that the health job has not taken into a checkpoint");
        } catch (ExecutionException e) {
            LOG.warn("could not tell whether all frames are taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The position that the health job has committed, by partition of the frames' topic. */
    Map<Integer, Long> committed() {
        try (Admin admin = admin()) {
            return committed(admin);
        } catch (ExecutionException e) {
            LOG.warn("could not read the position of the health job", e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private Map<Integer, Long> committed(Admin admin) throws ExecutionException, InterruptedException {
        String group = JobSettings.at(bootstrap).group("health");
        Map<Integer, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(Topics.TELEMETRY_FRAMES.name()) && offset != null) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    private static Map<Integer, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        String topic = Topics.TELEMETRY_FRAMES.name();
        int partitions = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    private Admin admin() {
        Map<String, Object> settings = new HashMap<>(KafkaAccess.ofProcess());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return Admin.create(settings);
    }
}
