package space.penumbra.control.stream;

import java.time.Duration;
import java.time.Instant;
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
    private static final Duration COUNT_EVERY = Duration.ofSeconds(60);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);

    private final GateLimits limits;
    private CommandDesk desk;
    private StoreFacts facts;
    private Instant counted = Instant.EPOCH;
    private Instant pruned = Instant.EPOCH;
    private long timestamp;

    GateProcessor(GateLimits limits) {
        this.limits = limits;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        facts = new StoreFacts(context);
        desk = new CommandDesk(limits, facts, new StoreMemory(context), this);
        desk.restore();
    }

    @Override
    public void process(Record<String, ControlInput> record) {
        timestamp = record.timestamp();
        ControlInput input = record.value();
        if (desk.now().equals(Instant.EPOCH)) {
            // A backlog must not be judged by the time when it was written: what is stale now is stale.
            elapse(facts.newest());
        }
        switch (input.kind()) {
            case TICK -> elapse(input.time());
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

    private void elapse(Instant time) {
        if (!time.isAfter(desk.now())) {
            return;
        }
        if (!time.isBefore(counted.plus(COUNT_EVERY))) {
            facts.count();
            counted = time;
        }
        desk.elapse(time);
        if (!time.isBefore(pruned.plus(PRUNE_EVERY))) {
            desk.prune();
            pruned = time;
        }
    }

    @Override
    public void ledger(CommandEntry entry) {
        context().forward(new Record<>(entry.commandId(), (Object) entry, timestamp), ControlTopology.LEDGER_SINK);
    }

    @Override
    public void issue(Command command) {
        context().forward(new Record<>(command.workloadId(), (Object) command, timestamp), ControlTopology.ISSUED_SINK);
    }
}
