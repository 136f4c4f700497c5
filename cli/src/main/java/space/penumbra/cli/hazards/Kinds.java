package space.penumbra.cli.hazards;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import space.penumbra.domain.hazard.HazardKind;

/**
 * The windows that orbits alone can tell.
 *
 * @param wanted never empty
 */
record Kinds(Set<HazardKind> wanted) {

    private static final Map<String, Set<HazardKind>> WORDS = new TreeMap<>(Map.of(
            "eclipse", EnumSet.of(HazardKind.UMBRA, HazardKind.PENUMBRA),
            "umbra", EnumSet.of(HazardKind.UMBRA),
            "penumbra", EnumSet.of(HazardKind.PENUMBRA),
            "saa", EnumSet.of(HazardKind.SAA),
            "solar-proton", EnumSet.of(HazardKind.SOLAR_PROTON),
            "contact", EnumSet.of(HazardKind.GROUND_CONTACT),
            "link", EnumSet.of(HazardKind.LINK)));

    boolean has(HazardKind kind) {
        return wanted.contains(kind);
    }

    boolean eclipses() {
        return has(HazardKind.UMBRA) || has(HazardKind.PENUMBRA);
    }

    /** Reads {@code eclipse,saa}. */
    static final class Converter implements ITypeConverter<Kinds> {
        @Override
        public Kinds convert(String value) {
            Set<HazardKind> wanted = EnumSet.noneOf(HazardKind.class);
            for (String word : value.split(",", -1)) {
                Set<HazardKind> kinds = WORDS.get(word.strip().toLowerCase(Locale.ROOT));
                if (kinds == null) {
                    throw new TypeConversionException(
                            "'" + word + "' is no hazard that can be computed from orbits: use " + WORDS.keySet());
                }
                wanted.addAll(kinds);
            }
            return new Kinds(wanted);
        }
    }
}
