package space.penumbra.e2e.dashboards;

import java.util.Map;
import space.penumbra.domain.telemetry.Reading;

/** From the units of readings (UCUM) to Grafana's ids of units. */
final class GrafanaUnit {

    private static final Map<String, String> OF_UCUM = Map.of(
            "W", "watt",
            "1", "percentunit",
            "Cel", "celsius",
            "V", "volt",
            "kg/s", "suffix: kg/s",
            "By/s", "Bps",
            "deg", "degree",
            "km", "suffix: km");

    private GrafanaUnit() {}

    static String of(Reading reading) {
        String unit = OF_UCUM.get(reading.unit());
        if (unit == null) {
            throw new IllegalStateException(
                    "The unit '" + reading.unit() + "' of " + reading + " has no Grafana id: add it here");
        }
        return unit;
    }
}
