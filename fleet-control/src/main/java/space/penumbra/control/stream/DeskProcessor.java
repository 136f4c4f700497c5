package space.penumbra.control.stream;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import space.penumbra.domain.alarm.AlarmDesk;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeskState;
import space.penumbra.domain.alarm.Incident;
import space.penumbra.domain.alarm.IncidentAction;
import space.penumbra.domain.operator.OperatorAction;

/** Keeps the alarm desk: what detection said and what people did, in one order. */
final class DeskProcessor extends ContextualProcessor<String, ControlInput, String, AlarmDeskEntry> {

    static final String STORE = "alarm-desk";

    private final Set<String> shelved = new HashSet<>();
    private final FleetTime time;
    private KeyValueStore<String, AlarmDeskEntry> store;

    DeskProcessor(FleetTime time) {
        this.time = time;
    }

    @Override
    public void init(ProcessorContext<String, AlarmDeskEntry> context) {
        super.init(context);
        store = context.getStateStore(STORE);
        try (KeyValueIterator<String, AlarmDeskEntry> all = store.all()) {
            all.forEachRemaining(entry -> remember(entry.key, entry.value));
        }
        context.schedule(ControlTopology.BEAT, PunctuationType.WALL_CLOCK_TIME, wallMillis -> elapse());
    }

    @Override
    public void process(Record<String, ControlInput> record) {
        ControlInput input = record.value();
        switch (input.kind()) {
            case ALARM -> {
                AlarmEvent event = (AlarmEvent) input.value();
                keep(event.alarmKey(), AlarmDesk.hear(store.get(event.alarmKey()), event));
            }
            case ACTION -> {
                OperatorAction action = (OperatorAction) input.value();
                if (Incident.concerns(action)) {
                    operateOnMembers(action);
                } else {
                    AlarmDeskEntry entry = store.get(action.subject());
                    if (entry != null) {
                        keep(action.subject(), AlarmDesk.operate(entry, action));
                    }
                }
            }
            default -> {
                // The gate's business.
            }
        }
    }

    /** One action, many alarms: all of them change in the transaction that consumes the action. */
    private void operateOnMembers(OperatorAction action) {
        Map<String, AlarmDeskEntry> changed = new LinkedHashMap<>();
        try (KeyValueIterator<String, AlarmDeskEntry> all = store.all()) {
            all.forEachRemaining(each -> IncidentAction.on(each.value, action)
                    .flatMap(own -> AlarmDesk.operate(each.value, own))
                    .ifPresent(entry -> changed.put(each.key, entry)));
        }
        changed.forEach((key, entry) -> keep(key, Optional.of(entry)));
    }

    private void elapse() {
        Instant now = time.now();
        List.copyOf(shelved).forEach(key -> keep(key, AlarmDesk.elapse(store.get(key), now)));
    }

    private void keep(String key, Optional<AlarmDeskEntry> changed) {
        changed.ifPresent(entry -> {
            store.put(key, entry);
            remember(key, entry);
            context().forward(new Record<>(key, entry, Math.max(0, time.now().toEpochMilli())));
        });
    }

    private void remember(String key, AlarmDeskEntry entry) {
        if (entry.state() == DeskState.SHELVED) {
            shelved.add(key);
        } else {
            shelved.remove(key);
        }
    }
}
