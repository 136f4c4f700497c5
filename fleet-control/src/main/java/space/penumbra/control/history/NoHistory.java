package space.penumbra.control.history;

import java.time.Instant;
import java.util.List;

/** Stands where no store is configured. */
final class NoHistory implements HistoryReader {

    @Override
    public HistorySeries read(String nodeId, List<String> fields, Instant from, Instant to, int points) {
        throw new HistoryUnavailableException("No history store is configured");
    }

    @Override
    public String about() {
        return "no history store is configured";
    }

    @Override
    public boolean present() {
        return false;
    }
}
