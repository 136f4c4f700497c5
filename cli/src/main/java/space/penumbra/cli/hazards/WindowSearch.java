package space.penumbra.cli.hazards;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.orbit.ground.LinkFinder;
import space.penumbra.orbit.overflight.OverflightFinder;
import space.penumbra.orbit.overflight.Region;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.SaaFinder;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.radiation.SaaWindow;
import space.penumbra.orbit.radiation.SolarProtonRegion;
import space.penumbra.orbit.shadow.EclipseFinder;
import space.penumbra.orbit.shadow.ShadowKind;
import space.penumbra.orbit.sun.SunTrack;

/** Looks for the windows of one orbit after another in the same span. Thread-safe. */
final class WindowSearch {

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Protons that get through a satellite's walls, as in the forecasts job. */
    private static final double STORM_PROTON_MEV = 50;

    private final long from;
    private final long to;
    private final Kinds kinds;
    private final SunTrack sun;
    private final SaaMap anomaly;
    private final SolarProtonRegion caps;
    private final Surroundings surroundings;
    private final ThreadLocal<EclipseFinder> eclipses = ThreadLocal.withInitial(EclipseFinder::new);
    private final ThreadLocal<SaaFinder> passes = ThreadLocal.withInitial(SaaFinder::new);

    private final ThreadLocal<OverflightFinder> overflights = ThreadLocal.withInitial(OverflightFinder::new);
    private final ThreadLocal<LinkFinder> links = ThreadLocal.withInitial(LinkFinder::new);

    /**
     * Beyond time and kinds, what only some kinds ask for.
     *
     * @param stations who hears the fleet, for contacts
     * @param kp planetary index of the storm whose protons are to be foreseen
     * @param partner the other end of the links, null without links
     * @param longestLinkKm how far a link reaches
     */
    record Surroundings(
            GroundNetwork stations, double kp, @Nullable MeanElements partner, double longestLinkKm) {}

    WindowSearch(Instant from, Instant to, Kinds kinds, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
        this.kinds = kinds;
        this.sun = SunTrack.covering(this.from, this.to);
        double year = GeomagneticField.decimalYear(this.from);
        this.anomaly = SaaMap.of(year);
        this.caps = SolarProtonRegion.of(STORM_PROTON_MEV, surroundings.kp(), year);
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
            over(HazardKind.SOLAR_PROTON, orbit, caps, rows, "above the cutoff of 50 MeV protons");
            over(HazardKind.GROUND_CONTACT, orbit, surroundings.stations(), rows, "");
            if (kinds.has(HazardKind.LINK) && !elements.equals(surroundings.partner())) {
                String peer = "to " + nodeName(surroundings.partner());
                links.get()
                        .find(
                                orbit,
                                new Sgp4(surroundings.partner()),
                                surroundings.longestLinkKm(),
                                from,
                                to,
                                (start, end) ->
                                        rows.add(new Row(HazardKind.LINK, Math.round(start), Math.round(end), peer)));
            }
        } catch (PropagationException e) {
            problem = node + ": " + e.getMessage();
        }
        rows.sort(Comparator.comparingLong(Row::start));
        StringBuilder csv = new StringBuilder();
        rows.forEach(row -> row.appendTo(csv, quoted(node)));
        return new NodeWindows(csv.toString(), problem);
    }

    private void over(HazardKind kind, Sgp4 orbit, Region region, List<Row> rows, String detail) {
        if (kinds.has(kind)) {
            overflights
                    .get()
                    .find(
                            orbit,
                            region,
                            from,
                            to,
                            (start, end) -> rows.add(new Row(kind, Math.round(start), Math.round(end), detail)));
        }
    }

    static String nodeName(MeanElements elements) {
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
                    .append(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
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
