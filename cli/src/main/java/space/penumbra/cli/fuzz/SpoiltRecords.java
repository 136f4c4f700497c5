package space.penumbra.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.jobs.JobSettings;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.RecordCodec;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/** Takes what a running platform has in its topics, spoils it and puts it back. Not thread-safe. */
final class SpoiltRecords implements AutoCloseable {

    /** Everything that others than the platform's own jobs write, and what its jobs read of each other but what proves their work. */
    private static final List<Topic<?>> TARGETS = List.of(
            Topics.TELEMETRY_FRAMES,
            Topics.FLEET_NODES,
            Topics.ORBIT_ELEMENTS,
            Topics.SPACE_WEATHER,
            Topics.RULES_DEFINITIONS,
            Topics.HAZARDS_WINDOWS,
            Topics.FLEET_WORKLOADS,
            Topics.MIGRATIONS_PROPOSALS,
            Topics.COMMANDS_EVENTS,
            Topics.ALARMS_EVENTS,
            Topics.OPERATOR_ACTIONS);

    private static final List<String> JOBS = List.of("health", "forecasts", "migrations", "history");
    /** Topics of which a job diverts what it cannot read. */
    private static final Set<String> DIVERTED = Set.of(
            "telemetry.frames",
            "fleet.nodes",
            "orbit.elements",
            "space.weather",
            "rules.definitions",
            "fleet.workloads");

    private static final int KEPT = 200;
    private static final int SHOTS = 40;
    private static final Duration POLL = Duration.ofMillis(300);

    private final String bootstrap;
    private final SplittableRandom random;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> samples = new HashMap<>();
    private final Map<Place, String> undecodable = new LinkedHashMap<>();
    private long sent;

    SpoiltRecords(String bootstrap, SplittableRandom random) {
        this.bootstrap = bootstrap;
        this.random = random;
        Map<String, Object> at = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        Map<String, Object> reading = new HashMap<>(at);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Map<String, Object> writing = new HashMap<>(at);
        writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 900_000);
        this.producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(at);
    }

    /** Reads what is there, as samples. */
    void learn() {
        for (Topic<?> topic : TARGETS) {
            List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
            read(topic, record -> {
                if (kept.size() < KEPT && record.value() != null) {
                    kept.add(record);
                }
            });
            samples.put(topic.name(), kept);
        }
    }

    private void read(Topic<?> topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            consumer.poll(POLL).forEach(each);
        }
    }

    /** Puts some spoilt records into the topics. */
    void shoot() {
        List<Sent> flying = new ArrayList<>();
        for (int shot = 0; shot < SHOTS; shot++) {
            Topic<?> topic = TARGETS.get(random.nextInt(TARGETS.size()));
            List<ConsumerRecord<byte[], byte[]>> known = samples.get(topic.name());
            byte[] key = known.isEmpty()
                    ? "a".getBytes(StandardCharsets.UTF_8)
                    : any(known).key();
            byte[] sample = known.isEmpty() ? new byte[] {1} : any(known).value();
            byte[] value = spoilt(topic, sample);
            byte[] spoiltKey = random.nextInt(8) == 0 ? key(key) : key;
            flying.add(new Sent(topic, value, producer.send(new ProducerRecord<>(topic.name(), spoiltKey, value))));
        }
        producer.flush();
        for (Sent each : flying) {
            note(each);
        }
    }

    /** Half of them are well-formed and mean nothing, the others are broken. */
    private byte[] spoilt(Topic<?> topic, byte[] sample) {
        if (topic.codec() instanceof RecordCodec<?> codec && random.nextBoolean()) {
            return RecordSurface.sample(codec.schema(), random);
        }
        byte[] other = any(samples.get(Topics.TELEMETRY_FRAMES.name())).value();
        return Mutator.bytes(random, sample, other);
    }

    private byte[] key(byte[] key) {
        return key == null || random.nextBoolean() ? null : Mutator.bytes(random, key, key);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void note(Sent each) {
        try {
            RecordMetadata where = each.written.get();
            sent++;
            if (!readable(each.topic, each.value)) {
                undecodable.put(new Place(where.topic(), where.partition(), where.offset()), each.topic.name());
            }
        } catch (ExecutionException e) {
            // The broker refused it: it is in no topic.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static boolean readable(Topic<?> topic, byte[] value) {
        try {
            if (topic == Topics.TELEMETRY_FRAMES) {
                new FrameCursor().open(value);
            } else {
                topic.codec().decode(value);
            }
            return true;
        } catch (UndecodableException e) {
            return false;
        }
    }

    long sent() {
        return sent;
    }

    int undecodable() {
        return undecodable.size();
    }

    /** Jobs that have not read a topic to its end within this time, with what they lack. */
    List<String> behind(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        List<String> behind;
        do {
            behind = new ArrayList<>();
            for (String job : JOBS) {
                lag(JobSettings.at(bootstrap).group(job), behind);
            }
            pause();
        } while (!behind.isEmpty() && System.nanoTime() - until < 0);
        return behind;
    }

    private void lag(String group, List<String> behind) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Set<TopicPartition> targets = new HashSet<>(committed.keySet());
            targets.removeIf(partition ->
                    TARGETS.stream().noneMatch(topic -> topic.name().equals(partition.topic())));
            consumer.endOffsets(targets).forEach((partition, end) -> {
                long from = committed.get(partition).offset();
                if (from < end && anyFrom(partition, from)) {
                    behind.add(group + " lacks " + (end - from) + " of " + partition);
                }
            });
        } catch (ExecutionException e) {
            behind.add(group + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    /** What is left may be the mark of a transaction, which nobody reads. */
    private boolean anyFrom(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        return !consumer.poll(POLL).isEmpty();
    }

    /** Records that are none and that no job has told of. */
    List<String> unaccounted() {
        Set<Place> told = new HashSet<>();
        read(Topics.TELEMETRY_REJECTED, record -> {
            var rejected = Topics.TELEMETRY_REJECTED.codec().decode(record.value());
            told.add(new Place(rejected.topic(), rejected.partition(), rejected.offset()));
        });
        List<String> silent = new ArrayList<>();
        undecodable.forEach((place, topic) -> {
            if (DIVERTED.contains(topic) && !told.contains(place)) {
                silent.add(place.topic + "-" + place.partition + " at " + place.offset);
            }
        });
        return silent;
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
        admin.close(Duration.ofSeconds(1));
    }

    private record Place(String topic, int partition, long offset) {}

    private record Sent(Topic<?> topic, byte[] value, java.util.concurrent.Future<RecordMetadata> written) {}
}
