package space.penumbra.control.view;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import space.penumbra.domain.weather.SpaceWeather;

/** The newest word of each space-weather feed, and when its level on the NOAA scales changed. One writer, many readers. */
public final class WeatherBook {

    private static final int CHANGES_KEPT = 200;

    /** The level of a feed from an instant on. */
    public record Change(Instant time, int scale) {}

    /**
     * A feed.
     *
     * @param newest its newest observation or message
     * @param changes when its level changed, oldest first
     */
    public record Feed(SpaceWeather newest, List<Change> changes) {}

    private final Map<String, SpaceWeather> newest = new TreeMap<>();
    private final Map<String, Deque<Change>> changes = new TreeMap<>();

    /** Takes a word; one that is older than the newest of its feed changes nothing. */
    synchronized void put(SpaceWeather word) {
        SpaceWeather before = newest.get(word.feed());
        if (before != null && word.time().isBefore(before.time())) {
            return;
        }
        newest.put(word.feed(), word);
        Deque<Change> own = changes.computeIfAbsent(word.feed(), feed -> new ArrayDeque<>());
        if (own.isEmpty() || own.peekLast().scale() != word.scale()) {
            own.addLast(new Change(word.time(), word.scale()));
            if (own.size() > CHANGES_KEPT) {
                own.removeFirst();
            }
        }
    }

    synchronized List<Feed> feeds() {
        return newest.values().stream()
                .map(word -> new Feed(word, List.copyOf(changes.get(word.feed()))))
                .toList();
    }
}
