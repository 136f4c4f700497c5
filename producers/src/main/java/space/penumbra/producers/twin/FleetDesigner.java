package space.penumbra.producers.twin;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.orbit.constellation.Constellation;
import space.penumbra.orbit.constellation.ConstellationSlot;
import space.penumbra.orbit.elements.ElementsReader;
import space.penumbra.orbit.elements.ElementsReading;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;

/** Designs the fleet: places in orbit, from a constellation or from real elements, and a node for each. */
final class FleetDesigner {

    private static final Logger LOG = LoggerFactory.getLogger(FleetDesigner.class);
    private static final double EARTH_RADIUS_KM = 6378.137;
    private static final double MU = 398600.4418;

    private FleetDesigner() {}

    /** The same settings and start give the same fleet. */
    static List<NodeDesign> design(TwinSettings settings, FleetMix mix, Instant start) {
        List<ConstellationSlot> slots = settings.orbits() == null
                ? designed(settings, mix, start)
                : slotsOf(read(settings.orbits()), settings.nodes(), start, settings.orbits());
        List<NodeDesign> designs = new ArrayList<>(slots.size());
        for (int node = 0; node < slots.size(); node++) {
            ConstellationSlot slot = slots.get(node);
            designs.add(new NodeDesign(
                    HardwareDesign.build(slot, mix, settings.seed(), node, settings.reportIntervalSeconds(), start),
                    slot.elements()));
        }
        return designs;
    }

    private static List<ConstellationSlot> designed(TwinSettings settings, FleetMix mix, Instant start) {
        if (!mix.dawnDuskOnly()) {
            return Constellation.of(settings.nodes(), start, settings.seed()).slots();
        }
        // Every second node of the design flies in a dawn-dusk plane.
        return Constellation.of(Math.min(TwinSettings.MOST_NODES, 2 * settings.nodes()), start, settings.seed())
                .slots()
                .stream()
                .filter(slot -> slot.elements().inclinationDegrees() > 90)
                .limit(settings.nodes())
                .toList();
    }

    private static ElementsReading read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return ElementsReader.read(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot read orbits from " + file + ": " + e.getMessage() + ". Give a readable TLE or OMM file", e);
        }
    }

    static List<ConstellationSlot> slotsOf(ElementsReading reading, int nodes, Instant start, Path file) {
        List<ConstellationSlot> slots = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int refused = reading.rejected().size();
        for (MeanElements elements : reading.elements()) {
            if (slots.size() == nodes) {
                break;
            }
            if (flies(elements, start)) {
                slots.add(slot(elements, ids));
            } else {
                refused++;
            }
        }
        if (slots.isEmpty()) {
            throw new IllegalArgumentException("No usable orbit in " + file + ": " + refused
                    + " refused. Give TLE or OMM sets of satellites in low orbit");
        }
        if (refused > 0) {
            LOG.warn(
                    "{} of {} element sets in {} cannot be flown and were left out",
                    refused,
                    refused + slots.size(),
                    file);
        }
        if (slots.size() < nodes) {
            LOG.warn("{} has {} usable orbits: the fleet has that many nodes, not {}", file, slots.size(), nodes);
        }
        return slots;
    }

    private static boolean flies(MeanElements elements, Instant start) {
        try {
            new Sgp4(elements).position(start.toEpochMilli(), new double[3]);
            return true;
        } catch (PropagationException e) {
            LOG.debug("{} is left out: {}", elements.objectName(), e.getMessage());
            return false;
        }
    }

    private static ConstellationSlot slot(MeanElements elements, Set<String> ids) {
        String id = elements.objectName().strip().replaceAll("[^A-Za-z0-9._-]+", "-");
        if (!ids.add(id)) {
            id = id + "-" + elements.noradId();
            for (int copy = 2; !ids.add(id); copy++) {
                id = id + "." + copy;
            }
        }
        double motion = elements.meanMotionRevPerDay() * 2 * Math.PI / 86_400;
        long height = Math.round((Math.cbrt(MU / (motion * motion)) - EARTH_RADIUS_KM) / 50) * 50;
        String shell = String.format(Locale.ROOT, "i%.0f-%d", elements.inclinationDegrees(), height);
        return new ConstellationSlot(id, shell, (int) (elements.raanDegrees() / 5), 0, elements.named(id));
    }
}
