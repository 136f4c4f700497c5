package space.penumbra.control.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.control.view.FleetView;
import space.penumbra.control.view.WeatherBook;

/** Space weather as the fleet's feeds tell it. */
final class WeatherApi {

    /** Feeds that have a NOAA scale, and its letter. */
    private static final Map<String, String> LETTERS = Map.of("kp", "G", "proton-flux-10MeV", "S");

    private final FleetView view;

    WeatherApi(FleetView view) {
        this.view = view;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/api/weather",
                context -> ApiServer.json(
                        context,
                        Map.of(
                                "items",
                                view.weather().stream().map(WeatherApi::shown).toList()))));
    }

    private static Map<String, Object> shown(WeatherBook.Feed feed) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("feed", feed.newest().feed());
        shown.put("value", feed.newest().value());
        shown.put("scale", feed.newest().scale());
        shown.put("letter", LETTERS.getOrDefault(feed.newest().feed(), ""));
        shown.put("message", feed.newest().message());
        shown.put("time", feed.newest().time());
        shown.put("history", feed.changes());
        return shown;
    }
}
