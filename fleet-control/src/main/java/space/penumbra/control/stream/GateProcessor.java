package space.penumbra.control.stream;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandDesk;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.GateLimits;
import space.penumbra.domain.migration.GateOutput;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.operator.OperatorAction;

/** Hands what comes in, in its one order, to the command desk and what goes out to the two command topics. */
final class GateProcessor extends ContextualProcessor<String, ControlInput, String, Object> implements GateOutput {

    private static final Logger LOG = LoggerFactory.getLogger(GateProcessor.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(60);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);

    private final GateLimits limits;
    private final FleetTime time;
    private CommandDesk desk;
    private StoreFacts facts;
    private Instant counted = Instant.EPOCH;
    private Instant pruned = Instant.EPOCH;

    GateProcessor(GateLimits limits, FleetTime time) {
        this.limits = limits;
        this.time = time;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        facts = new StoreFacts(context);
        desk = new CommandDesk(limits, facts, new StoreMemory(context), this);
        desk.restore();
        // A backlog must not be judged by the time when it was written: what is stale now is stale.
        time.heard(facts.newest());
        context.schedule(ControlTopology.BEAT, PunctuationType.WALL_CLOCK_TIME, wallMillis -> elapse());
    }

    @Override
    public void process(Record<String, ControlInput> record) {
        elapse();
        ControlInput input = record.value();
        switch (input.kind()) {
            case PROPOSAL ->
                desk.propose((Proposal) input.value())
                        .ifPresent(refusal -> LOG.debug("proposal void rule={} {}", refusal.rule(), refusal.detail()));
            case REPORT -> desk.report((CommandEvent) input.value());
            case ACTION -> desk.operate((OperatorAction) input.value());
            case WORKLOAD -> desk.workload((Workload) input.value());
            case ALARM -> {
                // The alarm desk's business.
            }
        }
    }

    private void elapse() {
        Instant now = time.now();
        if (now.isBefore(desk.now().plus(SWEEP_EVERY))) {
            return;
        }
        if (!now.isBefore(counted.plus(COUNT_EVERY))) {
            facts.count();
            counted = now;
        }
        desk.elapse(now);
        if (!now.isBefore(pruned.plus(PRUNE_EVERY))) {
            desk.prune();
            pruned = now;
        }
    }

    @Override
    public void ledger(CommandEntry entry) {
        Record<String, Object> record = new Record<>(entry.commandId(), entry, timestamp());
        context().forward(record, ControlTopology.LEDGER_SINK);
        context().forward(record, ControlTopology.VALUE);
    }

    @Override
    public void issue(Command command) {
        context()
                .forward(
                        new Record<>(command.workloadId(), (Object) command, timestamp()), ControlTopology.ISSUED_SINK);
    }

    private long timestamp() {
        return Math.max(0, time.now().toEpochMilli());
    }
}
