package space.penumbra.producers.weather;

import java.util.List;

/**
 * Which feeds to publish.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param sources files, or http(s) URLs, of SWPC's JSON
 * @param pollSeconds wall time between two looks at a URL, at least 60 as SWPC asks; 0 to look once
 */
public record WeatherSettings(String bootstrap, List<String> sources, double pollSeconds) {

    /** @throws IllegalArgumentException if there is no source, or SWPC would be asked too often */
    public WeatherSettings {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("No source given: use a SWPC JSON file or URL");
        }
        if (pollSeconds != 0 && !(pollSeconds >= 60)) {
            throw new IllegalArgumentException("Poll each " + pollSeconds + " s: use 60 or more, or 0 to look once");
        }
    }
}
