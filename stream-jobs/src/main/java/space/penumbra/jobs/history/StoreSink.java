package space.penumbra.jobs.history;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import space.penumbra.jobs.JobSettings;

/** Lines into the history store: at least once, and since equal points replace each other, in effect exactly once. */
final class StoreSink implements Sink<String> {

    private static final long serialVersionUID = 1L;

    private final JobSettings settings;

    StoreSink(JobSettings settings) {
        this.settings = settings;
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new StoreWriter(
                new StoreClient(settings),
                Backoff.DEFAULT,
                context.metricGroup().counter("pointsWritten"),
                context.metricGroup().counter("pointsRefused"));
    }
}
