package space.penumbra.producers.twin;

import java.time.Instant;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.weather.NoaaScales;

/** The storm as it is now over the fleet, and what a feed says of it: protons each five minutes, Kp each hour. Not thread-safe. */
final class StormWatch {

    private static final long PROTON_MILLIS = 300_000;
    private static final long KP_MILLIS = 3_600_000;
    private static final String SATELLITE = "replay";

    private final StormReplay storm;
    private final long startMillis;
    private double pfu;
    private double kp;

    StormWatch(StormReplay storm, long startMillis) {
        this.storm = storm;
        this.startMillis = startMillis;
        at(startMillis);
    }

    private void at(long timeMillis) {
        pfu = storm.pfu(StormReplay.ABOVE_50_MEV, timeMillis - startMillis);
        kp = storm.kp(timeMillis - startMillis);
    }

    /** Goes on to this event time, and says what is due. */
    void beat(long timeMillis, TwinSink sink) {
        if (!storm.any()) {
            return;
        }
        at(timeMillis);
        Instant time = Instant.ofEpochMilli(timeMillis);
        if (timeMillis % PROTON_MILLIS == 0) {
            double above10 = storm.pfu(StormReplay.ABOVE_10_MEV, timeMillis - startMillis);
            sink.weather(protons("proton-flux-10MeV", above10, NoaaScales.solarRadiation(above10), time));
            sink.weather(protons("proton-flux-50MeV", pfu, 0, time));
            sink.weather(protons(
                    "proton-flux-100MeV", storm.pfu(StormReplay.ABOVE_100_MEV, timeMillis - startMillis), 0, time));
        }
        if (timeMillis % KP_MILLIS == 0) {
            sink.weather(new SpaceWeather("kp", kp, NoaaScales.geomagnetic(kp), SATELLITE, "", time));
        }
    }

    private static SpaceWeather protons(String feed, double value, int scale, Instant time) {
        return new SpaceWeather(feed, value, scale, SATELLITE, "", time);
    }

    /** Integral flux above 50 MeV, particles/(cm2 s sr); 0 without a storm. */
    double pfuAbove50Mev() {
        return pfu;
    }

    /** Planetary index. */
    double kp() {
        return kp;
    }
}
