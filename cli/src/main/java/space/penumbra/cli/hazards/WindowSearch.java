package space.penumbra.cli.hazards;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.SaaFinder;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.radiation.SaaWindow;
import space.penumbra.orbit.shadow.EclipseFinder;
import space.penumbra.orbit.shadow.ShadowKind;
import space.penumbra.orbit.sun.SunTrack;

/** Looks for the windows of one orbit after another in the same span. Thread-safe. */
final class WindowSearch {

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final long from;
    private final long to;
    private final Kinds kinds;
    private final SunTrack sun;
    private final SaaMap anomaly;
    private final ThreadLocal<EclipseFinder> eclipses = ThreadLocal.withInitial(EclipseFinder::new);
    private final ThreadLocal<SaaFinder> passes = ThreadLocal.withInitial(SaaFinder::new);

    WindowSearch(Instant from, Instant to, Kinds kinds) {
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
        this.kinds = kinds;
        this.sun = SunTrack.covering(this.from, this.to);
        this.anomaly = SaaMap.of(GeomagneticField.decimalYear(this.from));
    }

    NodeWindows of(MeanElements elements) {
        String node = nodeName(elements);
        List<Row> rows = new ArrayList<>();
        String problem = "";
        try {
            Sgp4 orbit = new Sgp4(elements);
            if (kinds.eclipses()) {
                eclipses.get().find(orbit, sun, from, to, (shadow, start, end) -> {
                    HazardKind kind = shadow == ShadowKind.UMBRA ? HazardKind.UMBRA : HazardKind.PENUMBRA;
                    if (kinds.has(kind)) {
                        rows.add(new Row(kind, Math.round(start), Math.round(end), ""));
                    }
                });
            }
            if (kinds.has(HazardKind.SAA)) {
                for (SaaWindow pass : passes.get().find(orbit, anomaly, from, to)) {
                    String peak = String.format(
                            Locale.ROOT, "peak %.0f protons above 50 MeV per cm2 and s", pass.peakFluxPerCm2Second());
                    rows.add(new Row(HazardKind.SAA, pass.startEpochMillis(), pass.endEpochMillis(), peak));
                }
            }
        } catch (PropagationException e) {
            problem = node + ": " + e.getMessage();
        }
        rows.sort(Comparator.comparingLong(Row::start));
        StringBuilder csv = new StringBuilder();
        rows.forEach(row -> row.appendTo(csv, quoted(node)));
        return new NodeWindows(csv.toString(), problem);
    }

    private static String nodeName(MeanElements elements) {
        String name = elements.objectName();
        return name == null || name.isBlank() ? Long.toString(elements.noradId()) : name.strip();
    }

    private static String quoted(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private record Row(HazardKind kind, long start, long end, String detail) {

        void appendTo(StringBuilder csv, String node) {
            csv.append(node)
                    .append(',')
                    .append(kind.name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(MILLISECONDS.format(Instant.ofEpochMilli(start)))
                    .append(',')
                    .append(MILLISECONDS.format(Instant.ofEpochMilli(end)))
                    .append(',')
                    .append(String.format(Locale.ROOT, "%.1f s", (end - start) / 1e3))
                    .append(detail.isEmpty() ? "" : "; " + detail)
                    .append('\n');
        }
    }
}
