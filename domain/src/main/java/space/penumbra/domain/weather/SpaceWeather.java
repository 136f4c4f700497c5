package space.penumbra.domain.weather;

import java.time.Instant;

/**
 * One observation or message of a space-weather feed.
 *
 * @param feed which series: {@code proton-flux-10MeV}, {@code proton-flux-50MeV}, {@code proton-flux-100MeV}, {@code kp},
 *     {@code alert}
 * @param value proton flux in particles/(cm2 s sr), or the Kp index; NaN for a message
 * @param scale NOAA scale that it means: 0 for none, 1 to 5 for S1 to S5 (protons) or G1 to G5 (Kp)
 * @param identity identity at the source (satellite, or the message's serial number), for de-duplication
 * @param message the message's text, empty for an observation
 * @param time when it was observed or issued
 */
public record SpaceWeather(String feed, double value, int scale, String identity, String message, Instant time) {}
