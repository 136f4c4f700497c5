package space.penumbra.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.wire.Topics;

/** The topic that every contestant reads: filled once, polled bare for the ceiling. */
final class FrameTopic {

    /** Fetches as large as the fastest plain reader would ask for, and no larger: what a poll brings must die young. */
    static final Map<String, Object> LARGE_FETCHES = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20,
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int WRITERS = 2;

    private final String bootstrap;
    private final Content content;

    FrameTopic(String bootstrap, Content content) {
        this.bootstrap = bootstrap;
        this.content = content;
    }

    /**
     * What is in the topic.
     *
     * @param nodes of the fleet
     * @param frames of all nodes together, rounded up to whole records
     * @param pack frames in a record; the first frame of each node comes alone, so that every node is known before the measuring begins
     */
    record Content(int nodes, long frames, int pack) {
        Content {
            frames = nodes + (Math.max(0, frames - nodes) + pack - 1) / pack * pack;
        }

        /** Frames in so many records from the beginning. */
        long framesIn(long records) {
            return records <= nodes ? records : nodes + (records - nodes) * pack;
        }

        long records() {
            return nodes + (frames - nodes) / pack;
        }

        /** Times that every node has its turn to send a record, the last not always complete. */
        int turns() {
            return Math.toIntExact((records() + nodes - 1) / nodes);
        }

        /** Nodes that send a record in this turn. */
        int nodesIn(int turn) {
            return Math.toIntExact(Math.min(nodes, records() - (long) turn * nodes));
        }

        /** Frames after the first of each node, which are those that are measured. */
        long further() {
            return frames - nodes;
        }

        /** Measures the further frames but for their first tenth. */
        Pace pace(CpuMeter cpu) {
            return new Pace(nodes + further() / 10, frames, cpu, System::nanoTime);
        }
    }

    /** Writes what the nodes are, and the first frame of each. */
    void introduce() {
        fill("Introducing the nodes", true);
    }

    /** Writes all further frames, round by round, each node's in order. */
    void fill() {
        fill("Filling the topic", false);
    }

    private void fill(String what, boolean first) {
        AtomicLong written = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int own = writer;
            writers.add(new Thread(() -> write(own, first, written, failure), "bench-writer-" + writer));
        }
        writers.forEach(Thread::start);
        try (Progress progress = Progress.of(what, first ? content.nodes() : content.frames() - content.nodes())) {
            while (writers.stream().anyMatch(Thread::isAlive)) {
                progress.at(written.get());
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while filling the topic", e);
        }
        if (failure.get() != null) {
            throw new UserError("could not fill the topic: " + failure.get().getMessage(), failure.get());
        }
    }

    private void write(int writer, boolean introduction, AtomicLong written, AtomicReference<Exception> failure) {
        FrameLoad load = new FrameLoad(introduction ? -1 - writer : writer);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer())) {
            if (introduction) {
                introduce(producer, writer);
            }
            int end = introduction ? 1 : content.turns();
            for (int turn = introduction ? 0 : 1; turn < end; turn++) {
                int pack = turn == 0 ? 1 : content.pack();
                int round = turn == 0 ? 0 : 1 + (turn - 1) * pack;
                for (int node = writer; node < content.nodesIn(turn); node += WRITERS) {
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.TELEMETRY_FRAMES.name(),
                                    FrameLoad.nodeId(node),
                                    load.record(node, round, pack)),
                            (metadata, e) -> {
                                if (e != null) {
                                    failure.set(e);
                                }
                            });
                    written.addAndGet(pack);
                }
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void introduce(KafkaProducer<String, byte[]> producer, int writer) {
        for (int node = writer; node < content.nodes(); node += WRITERS) {
            producer.send(new ProducerRecord<>(
                    Topics.FLEET_NODES.name(),
                    FrameLoad.nodeId(node),
                    Topics.FLEET_NODES.codec().encode(FrameLoad.spec(node))));
        }
    }

    /** Polls everything with one plain consumer that looks at nothing. */
    Pace.Rate poll(CpuMeter cpu, Duration most) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.TELEMETRY_FRAMES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Pace pace = content.pace(cpu);
            long until = System.nanoTime() + most.toNanos();
            long records = 0;
            while (!pace.at(content.framesIn(records)) && System.nanoTime() < until) {
                records += consumer.poll(POLL).count();
            }
            return pace.rate();
        }
    }

    private Map<String, Object> producerSettings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L << 20);
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(LARGE_FETCHES);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }
}
