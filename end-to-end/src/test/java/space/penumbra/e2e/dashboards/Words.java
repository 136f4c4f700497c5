package space.penumbra.e2e.dashboards;

import java.util.Locale;

/** Field names as people read them. */
final class Words {

    private static final String UNIT_SUFFIX =
            "(Watts|Ratio|Celsius|Volts|BytesPerSecond|KilogramsPerSecond|Degrees|Kilometres)$";

    private Words() {}

    /** Words without the unit, which the axis shows: {@code batteryPowerWatts} is "battery power". */
    static String ofField(String field) {
        return field.replaceAll(UNIT_SUFFIX, "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replace("gpu", "GPU")
                .replace("cpu", "CPU");
    }
}
