package space.penumbra.orbit.elements;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The keywords of one Orbit Mean-Elements Message, whichever of its four notations they came in. Not thread-safe. */
final class OmmFields {

    private static final String SGP4_XP_EPHEMERIS = "4";

    private final int line;
    private final Map<String, String> values = new HashMap<>();

    OmmFields(int line) {
        this.line = line;
    }

    int line() {
        return line;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String keyword) {
        return values.containsKey(keyword);
    }

    /** Empty values count as absent: CelesTrak writes {@code <CREATION_DATE/>}. */
    void put(String keyword, String value) {
        if (value != null && !value.isBlank()) {
            values.put(keyword.strip().toUpperCase(Locale.ROOT), value.strip());
        }
    }

    String label() {
        String name = values.get("OBJECT_NAME");
        return name != null ? name : values.getOrDefault("NORAD_CAT_ID", "");
    }

    MeanElements toElements() {
        refuseUnless("TIME_SYSTEM", "UTC", "times in UTC");
        refuseUnless("REF_FRAME", "TEME", "elements in TEME");
        refuseUnless("CENTER_NAME", "EARTH", "orbits around the Earth");
        refuseOtherTheories();
        long noradId = values.containsKey("NORAD_CAT_ID") ? catalogueNumber() : 0;
        String name = values.getOrDefault("OBJECT_NAME", noradId > 0 ? "NORAD-" + noradId : "");
        return new MeanElements(
                name,
                noradId,
                EpochText.parse(required("EPOCH")),
                number("MEAN_MOTION"),
                number("ECCENTRICITY"),
                number("INCLINATION"),
                number("RA_OF_ASC_NODE"),
                number("ARG_OF_PERICENTER"),
                number("MEAN_ANOMALY"),
                values.containsKey("BSTAR") ? number("BSTAR") : 0.0);
    }

    private void refuseOtherTheories() {
        String theory = values.getOrDefault("MEAN_ELEMENT_THEORY", "SGP4").toUpperCase(Locale.ROOT);
        boolean sgp4 = theory.equals("SGP4") || theory.equals("SGP/SGP4") || theory.equals("TLE");
        if (!sgp4 || SGP4_XP_EPHEMERIS.equals(values.get("EPHEMERIS_TYPE"))) {
            throw new IllegalArgumentException("mean element theory is "
                    + (sgp4 ? "SGP4-XP (ephemeris type 4)" : theory) + ": only plain SGP4 elements can be propagated");
        }
    }

    private void refuseUnless(String keyword, String expected, String need) {
        String value = values.get(keyword);
        if (value != null && !value.equalsIgnoreCase(expected)) {
            throw new IllegalArgumentException(keyword + " is " + value + ": only " + need + " can be used");
        }
    }

    private String required(String keyword) {
        String value = values.get(keyword);
        if (value == null) {
            throw new IllegalArgumentException(keyword + " is missing");
        }
        return value;
    }

    private double number(String keyword) {
        return DecimalText.parse(keyword, required(keyword));
    }

    private long catalogueNumber() {
        String value = required("NORAD_CAT_ID");
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notPlain) {
            return CatalogueNumber.parse(value);
        }
    }
}
