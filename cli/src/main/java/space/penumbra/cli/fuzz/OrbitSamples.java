package space.penumbra.cli.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Well-formed feeds of element sets in all five notations. Stateless. */
final class OrbitSamples {

    /** Sets in each feed. */
    static final int SETS = 3;

    private static final List<String> KEYWORDS = List.of(
            "OBJECT_NAME",
            "EPOCH",
            "MEAN_MOTION",
            "ECCENTRICITY",
            "INCLINATION",
            "RA_OF_ASC_NODE",
            "ARG_OF_PERICENTER",
            "MEAN_ANOMALY",
            "NORAD_CAT_ID",
            "BSTAR");
    private static final List<String> ALL = List.of(json(), csv(), kvn(), xml(), tle());
    private static final int CHECKSUM_AT = 68;

    private OrbitSamples() {}

    static List<String> all() {
        return ALL;
    }

    private static List<String> values(int set) {
        return List.of(
                "SAT " + set,
                "2026-05-3" + set % 2 + "T07:25:28.86902" + set,
                "15.0" + set,
                "0.000134" + set,
                "53.05" + set,
                "211." + set,
                "87.4" + set,
                "272.7" + set,
                "4471" + set,
                "0.00021");
    }

    private static String json() {
        return IntStream.range(0, SETS)
                .mapToObj(set -> IntStream.range(0, KEYWORDS.size())
                        .mapToObj(i -> '"' + KEYWORDS.get(i) + "\":"
                                + (i < 2
                                        ? '"' + values(set).get(i) + '"'
                                        : values(set).get(i)))
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String csv() {
        return String.join(",", KEYWORDS) + "\n"
                + IntStream.range(0, SETS)
                        .mapToObj(set -> String.join(",", values(set)))
                        .collect(Collectors.joining("\n"));
    }

    private static String kvn() {
        return IntStream.range(0, SETS)
                .mapToObj(set -> "CCSDS_OMM_VERS = 2.0\n"
                        + IntStream.range(0, KEYWORDS.size())
                                .mapToObj(i ->
                                        KEYWORDS.get(i) + " = " + values(set).get(i) + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String xml() {
        return IntStream.range(0, SETS)
                .mapToObj(set -> IntStream.range(0, KEYWORDS.size())
                        .mapToObj(i -> "<" + KEYWORDS.get(i) + ">" + values(set).get(i) + "</" + KEYWORDS.get(i) + ">")
                        .collect(Collectors.joining("", "<omm><body><segment>", "</segment></body></omm>")))
                .collect(Collectors.joining("", "<?xml version=\"1.0\"?><ndm>", "</ndm>"));
    }

    private static String tle() {
        return IntStream.range(0, SETS)
                .mapToObj(set -> withChecksums(String.format(
                        Locale.ROOT,
                        "SAT %1$d%n1 4471%1$dU 19074A   2615%1$d.30936187  .00001103  00000-0  33518-4 0  9990%n"
                                + "2 4471%1$d  53.0539 211.%1$d000 0001340  87.4000 272.7000 15.05500000123450%n",
                        set)))
                .collect(Collectors.joining());
    }

    /** The same with checksums that fit, so that what was spoilt is looked at behind them. */
    static String withChecksums(String text) {
        return text.lines().map(OrbitSamples::withChecksum).collect(Collectors.joining("\n"));
    }

    private static String withChecksum(String line) {
        if (line.length() <= CHECKSUM_AT || !line.matches("[12] .*")) {
            return line;
        }
        int sum = 0;
        for (char c : line.substring(0, CHECKSUM_AT).toCharArray()) {
            sum += c >= '0' && c <= '9' ? c - '0' : c == '-' ? 1 : 0;
        }
        return line.substring(0, CHECKSUM_AT) + sum % 10 + line.substring(CHECKSUM_AT + 1);
    }
}
