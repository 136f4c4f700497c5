package space.penumbra.domain.hazard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import space.penumbra.domain.weather.SpaceWeather;

/**
 * What a bulletin of NOAA's Space Weather Prediction Center says of solar protons above 10 MeV: an alert that a flux has been passed
 * ({@code ALTPX1} to {@code ALTPX5}, a power of ten each), or a warning that one is expected ({@code WARPX1}), or its end. Immutable.
 *
 * @param exceededPfu flux that has been passed, particles/(cm2 s sr); NaN in a warning
 * @param expectedUntil end of the warning; {@link Instant#EPOCH} when it is called off or there is none
 * @param at when it was issued
 */
record ProtonNotice(double exceededPfu, Instant expectedUntil, Instant at) {

    private static final Pattern CODE = Pattern.compile("Message Code:\\s*(ALTPX([1-5])|WARPX1)\\b");
    private static final Pattern VALID_TO =
            Pattern.compile("(?:Valid To|Now Valid Until):\\s*(\\d{4} \\w{3} \\d{1,2} \\d{4}) UTC");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu MMM d HHmm", Locale.ROOT);

    /** A warning whose end cannot be read holds this long. */
    private static final Duration USUAL = Duration.ofHours(12);

    /** Reads an observation of the feed of bulletins; empty for all that is not about protons above 10 MeV. */
    static Optional<ProtonNotice> of(SpaceWeather observation) {
        Matcher code = CODE.matcher(observation.message());
        if (!observation.feed().equals("alert") || !code.find()) {
            return Optional.empty();
        }
        Instant at = observation.time();
        if (code.group(2) != null) {
            double pfu = Math.pow(10, Integer.parseInt(code.group(2)));
            return Optional.of(new ProtonNotice(pfu, Instant.EPOCH, at));
        }
        boolean calledOff = observation.message().contains("CANCEL");
        return Optional.of(new ProtonNotice(Double.NaN, calledOff ? Instant.EPOCH : end(observation), at));
    }

    boolean warning() {
        return Double.isNaN(exceededPfu);
    }

    private static Instant end(SpaceWeather observation) {
        Matcher end = VALID_TO.matcher(observation.message());
        try {
            if (end.find()) {
                return LocalDateTime.parse(end.group(1), TIME).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException unreadable) {
            // The usual length stands for it.
        }
        return observation.time().plus(USUAL);
    }
}
