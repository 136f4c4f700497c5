package space.penumbra.control.stream;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.GateLimits;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * The whole run of fleet control.
 *
 * <pre>
 *   migrations.proposals  -+
 *   commands.events       -+                                     +-> gate  -> commands.issued, commands.ledger
 *   operator.actions      -+-> one internal topic, one partition -+
 *   alarms.events         -+                                     +-> desk  -> alarms.desk
 *   fleet.workloads       -+
 *                                      fleet.nodes, fleet.status, hazards.windows (global stores, read by the gate)
 * </pre>
 *
 * <p>Caps, HOLD, reservations and the alarm desk need one order of everything and one writer. So all that decides is written
 * to an internal topic of a single partition: whichever instance holds that partition is the writer, the others stand by, and
 * the partition is the order. State, outputs and input positions are committed in one transaction (exactly-once v2): a crash
 * anywhere repeats work and never an effect. What a node is and how it feels is too much for one partition and needs no
 * order: every instance keeps it in global stores. Time is event time: the newest status of any node moves it, so that it goes on
 * while nothing else happens; a beat of the wall clock only looks whether it has moved.
 */
public final class ControlTopology {

    static final String ONE_KEY = "gate";
    /** How the name of the internal topic ends that whoever writes reads alone. */
    public static final String GATE_INPUT = "gate-repartition";

    static final Duration BEAT = Duration.ofMillis(100);
    static final String LEDGER_SINK = "commands-ledger";
    static final String ISSUED_SINK = "commands-issued";
    static final String VALUE = "value";

    private final Undecodable undecodable;
    private final FleetTime time = new FleetTime();
    private final StreamsBuilder builder = new StreamsBuilder();

    private ControlTopology(Undecodable undecodable) {
        this.undecodable = undecodable;
    }

    /** The topology with these limits; what cannot be decoded is counted. */
    public static Topology define(GateLimits limits, Undecodable undecodable) {
        return new ControlTopology(undecodable).build(limits);
    }

    private Topology build(GateLimits limits) {
        globalStore(StoreFacts.NODES, Topics.FLEET_NODES, node -> {});
        globalStore(StoreFacts.HAZARDS, Topics.HAZARDS_WINDOWS, schedule -> {});
        globalStore(StoreFacts.STATUS, Topics.FLEET_STATUS, status -> time.heard(status.time()));
        builder.addStateStore(store(StoreMemory.COMMANDS, serde(Topics.COMMANDS_LEDGER)));
        builder.addStateStore(store(StoreMemory.WORKLOADS, serde(Topics.FLEET_WORKLOADS)));
        builder.addStateStore(store(StoreMemory.EPOCHS, Serdes.Long()));
        builder.addStateStore(store(StoreMemory.HOLD, serde(Topics.OPERATOR_ACTIONS)));
        builder.addStateStore(store(ValueProcessor.STORE, serde(Topics.MIGRATIONS_VALUE)));
        builder.addStateStore(store(DeskProcessor.STORE, serde(Topics.ALARMS_DESK)));

        KStream<String, ControlInput> inputs = source(Topics.MIGRATIONS_PROPOSALS, ControlInput::of)
                .merge(source(Topics.COMMANDS_EVENTS, ControlInput::of))
                .merge(source(Topics.OPERATOR_ACTIONS, ControlInput::of))
                .merge(source(Topics.ALARMS_EVENTS, ControlInput::of))
                .merge(source(Topics.FLEET_WORKLOADS, ControlInput::of))
                .repartition(Repartitioned.with(Serdes.String(), ControlInput.serde())
                        .withName("gate")
                        .withNumberOfPartitions(1));
        inputs.process(
                () -> new GateProcessor(limits, time),
                Named.as("gate"),
                StoreMemory.COMMANDS,
                StoreMemory.WORKLOADS,
                StoreMemory.EPOCHS,
                StoreMemory.HOLD);
        inputs.process(() -> new DeskProcessor(time), Named.as("desk"), DeskProcessor.STORE);

        Topology topology = builder.build();
        sink(topology, LEDGER_SINK, Topics.COMMANDS_LEDGER, "gate");
        sink(topology, ISSUED_SINK, Topics.COMMANDS_ISSUED, "gate");
        topology.addProcessor(
                VALUE, (ProcessorSupplier<String, Object, String, ActionValue>) () -> new ValueProcessor(time), "gate");
        topology.connectProcessorAndStateStores(VALUE, ValueProcessor.STORE, StoreMemory.WORKLOADS);
        sink(topology, "migrations-value", Topics.MIGRATIONS_VALUE, VALUE);
        sink(topology, "alarms-desk", Topics.ALARMS_DESK, "desk");
        return topology;
    }

    private <T> KStream<String, ControlInput> source(Topic<T> topic, Function<T, ControlInput> toInput) {
        return read(topic)
                .filter((key, value) -> value != null)
                .map((key, value) -> new KeyValue<>(ONE_KEY, toInput.apply(value)));
    }

    private <T> KStream<String, T> read(Topic<T> topic) {
        return builder.stream(topic.name(), consumed(topic));
    }

    private <T> void globalStore(String name, Topic<T> topic, Consumer<T> heard) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde(topic)),
                topic.name(),
                consumed(topic),
                () -> new Keep<>(name, heard));
    }

    private <T> Consumed<String, T> consumed(Topic<T> topic) {
        return Consumed.with(Serdes.String(), serde(topic)).withTimestampExtractor(new EventTime());
    }

    private <T> Serde<T> serde(Topic<T> topic) {
        return CodecSerde.of(topic, undecodable);
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> serde) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde);
    }

    private <T> void sink(Topology topology, String name, Topic<T> topic, String parent) {
        topology.addSink(
                name, topic.name(), Serdes.String().serializer(), serde(topic).serializer(), parent);
    }

    /** Keeps the newest value of each key and tells of it. */
    private static final class Keep<T> extends ContextualProcessor<String, T, Void, Void> {

        private final String store;
        private final Consumer<T> heard;

        Keep(String store, Consumer<T> heard) {
            this.store = store;
            this.heard = heard;
        }

        @Override
        public void process(Record<String, T> record) {
            KeyValueStore<String, T> values = context().getStateStore(store);
            values.put(record.key(), record.value());
            if (record.value() != null) {
                heard.accept(record.value());
            }
        }
    }
}
