package space.penumbra.producers.weather;

import java.util.List;

/**
 * What was published so far.
 *
 * @param published records, each observation once
 * @param repeated observations that had been published before
 * @param rejected what could not be used: source, row and reason
 */
public record WeatherResult(long published, long repeated, List<String> rejected) {}
