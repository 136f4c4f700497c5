package space.penumbra.producers.weather;

import java.util.List;
import space.penumbra.domain.weather.SpaceWeather;

/**
 * What a feed gave.
 *
 * @param records usable ones, oldest first, each observation once
 * @param rejected what could not be used: row and reason
 * @param passedOver rows that are no news: the same observation again, or an energy that nobody here asks for
 */
public record WeatherReading(List<SpaceWeather> records, List<String> rejected, int passedOver) {}
