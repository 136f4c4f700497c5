package space.penumbra.producers.weather;

import java.util.List;
import space.penumbra.domain.weather.SpaceWeather;

/**
 * What a feed gave.
 *
 * @param records usable ones, oldest first, each observation once
 * @param rejected what could not be used: row and reason
 */
public record WeatherReading(List<SpaceWeather> records, List<String> rejected) {}
