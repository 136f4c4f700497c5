package space.penumbra.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Gathers texts out of a cluster in this process, under the name of the sink, which no other test may have. */
public record Collected(String name) implements Sink<String> {

    private static final Map<String, List<String>> BY_NAME = new ConcurrentHashMap<>();

    public Collected {
        // Runs again for every task that the sink is sent to: what another task wrote must stay.
        BY_NAME.putIfAbsent(name, new CopyOnWriteArrayList<>());
    }

    /** What has come, in the order of its coming. */
    public List<String> values() {
        return BY_NAME.get(name);
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        List<String> into = BY_NAME.get(name);
        return new SinkWriter<>() {
            @Override
            public void write(String text, Context ignored) {
                into.add(text);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
