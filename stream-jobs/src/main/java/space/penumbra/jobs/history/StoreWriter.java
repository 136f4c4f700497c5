package space.penumbra.jobs.history;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines in batches and waits for the store. While it does not answer, the writer tries again and again and holds the
 * job back; a checkpoint completes only when everything before it is stored.
 */
final class StoreWriter implements SinkWriter<String> {

    static final int BATCH = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

    private final StoreClient store;
    private final Backoff backoff;
    private final Counter writtenPoints;
    private final Counter refusedPoints;
    private final List<String> batch = new ArrayList<>();

    StoreWriter(StoreClient store, Backoff backoff, Counter writtenPoints, Counter refusedPoints) {
        this.store = store;
        this.backoff = backoff;
        this.writtenPoints = writtenPoints;
        this.refusedPoints = refusedPoints;
    }

    @Override
    public void write(String line, Context context) throws InterruptedException {
        batch.add(line);
        if (batch.size() >= BATCH) {
            flush(false);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (!batch.isEmpty()) {
            store(List.copyOf(batch));
            batch.clear();
        }
    }

    private void store(List<String> lines) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                store.write(lines);
                writtenPoints.inc(lines.size());
                return;
            } catch (RefusedException e) {
                refused(lines, e);
                return;
            } catch (UnavailableException e) {
                LOG.warn(
                        "store=unavailable attempt={} points={} retryMillis={} reason=\"{}\"",
                        failures,
                        lines.size(),
                        backoff.after(failures).toMillis(),
                        e.getMessage());
                Thread.sleep(backoff.after(failures).toMillis());
            }
        }
    }

    /** A batch with one bad point is halved until the bad point stands alone; the others are stored. */
    private void refused(List<String> lines, RefusedException e) throws InterruptedException {
        if (lines.size() > 1) {
            store(lines.subList(0, lines.size() / 2));
            store(lines.subList(lines.size() / 2, lines.size()));
            return;
        }
        refusedPoints.inc();
        LOG.error("store=refused line=\"{}\" reason=\"{}\"", lines.get(0), e.getMessage());
    }

    @Override
    public void close() {
        store.close();
    }
}
