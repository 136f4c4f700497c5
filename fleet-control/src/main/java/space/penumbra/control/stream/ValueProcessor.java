package space.penumbra.control.stream;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.ValueBook;

/** Hands completed commands to the value book and lets it look at the fleet as event time passes; what is judged goes out. */
final class ValueProcessor extends ContextualProcessor<String, Object, String, ActionValue> {

    static final String STORE = "value-watch";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final FleetTime time;
    private final ValueBook book = new ValueBook();
    private KeyValueStore<String, ActionValue> store;
    private KeyValueStore<String, Workload> workloads;
    private StoreFacts facts;
    private Instant looked = Instant.EPOCH;

    ValueProcessor(FleetTime time) {
        this.time = time;
    }

    @Override
    public void init(ProcessorContext<String, ActionValue> context) {
        super.init(context);
        store = context.getStateStore(STORE);
        workloads = context.getStateStore(StoreMemory.WORKLOADS);
        facts = new StoreFacts(context);
        try (KeyValueIterator<String, ActionValue> all = store.all()) {
            all.forEachRemaining(entry -> book.restore(entry.value));
        }
        context.schedule(ControlTopology.BEAT, PunctuationType.WALL_CLOCK_TIME, wallMillis -> look());
    }

    @Override
    public void process(Record<String, Object> record) {
        CommandEntry entry = (CommandEntry) record.value();
        Workload workload = workloads.get(entry.proposal().workloadId());
        if (entry.state().terminal() && workload != null) {
            book.ended(entry, workload, facts).ifPresent(value -> store.put(value.commandId(), value));
        }
    }

    private void look() {
        Instant now = time.now();
        if (now.isBefore(looked.plus(LOOK_EVERY))) {
            return;
        }
        looked = now;
        for (ActionValue value : book.observe(facts, now)) {
            if (value.settled()) {
                store.delete(value.commandId());
                context().forward(new Record<>(value.commandId(), value, Math.max(0, now.toEpochMilli())));
            } else {
                store.put(value.commandId(), value);
            }
        }
    }
}
