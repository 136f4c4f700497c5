package space.penumbra.control.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.shadow.EarthShadow;
import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.Sun;

/**
 * Where the nodes will be: SGP4 from the newest elements, the same that the forecasts use. One thread puts, any number read.
 */
public final class OrbitView {

    private final Map<String, Sgp4> orbits = new ConcurrentHashMap<>();

    /** A place over the Earth: geodetic degrees, north and east positive, and what the node sees of the Sun there. */
    public record Place(Instant time, double lat, double lon, Illumination illumination) {}

    void put(MeanElements elements) {
        try {
            orbits.put(elements.objectName(), new Sgp4(elements));
        } catch (PropagationException e) {
            orbits.remove(elements.objectName());
        }
    }

    /** Whether there are elements of this node. */
    public boolean knows(String nodeId) {
        return orbits.containsKey(nodeId);
    }

    /** Where a node is at a time; nothing without elements, or after its orbit has decayed. */
    public Optional<Place> at(String nodeId, Instant time) {
        Sgp4 orbit = orbits.get(nodeId);
        return orbit == null ? Optional.empty() : new Sky(time).place(orbit);
    }

    /** One turn or more along the ground, a place each step. */
    public List<Place> track(String nodeId, Instant from, Duration length, Duration step) {
        List<Place> places = new ArrayList<>();
        for (Instant time = from; !time.isAfter(from.plus(length)); time = time.plus(step)) {
            at(nodeId, time).ifPresent(places::add);
        }
        return places;
    }

    /** Period of a node's orbit; empty without elements. */
    public Optional<Duration> period(String nodeId) {
        return Optional.ofNullable(orbits.get(nodeId))
                .map(orbit -> Duration.ofMillis(Math.round(orbit.nodalPeriodSeconds() * 1000)));
    }

    /** The sky at one instant: the Sun is computed once for all nodes. Not thread-safe. */
    public final class Sky {

        private final double[] sun = new double[3];
        private final double[] position = new double[3];
        private final double[] place = new double[3];
        private final double sunDistanceKm;
        private final Instant time;

        public Sky(Instant time) {
            this.time = time;
            this.sunDistanceKm = Sun.direction(time.toEpochMilli(), sun);
        }

        /** Where a node is then. */
        public Optional<Place> of(String nodeId) {
            Sgp4 orbit = orbits.get(nodeId);
            return orbit == null ? Optional.empty() : place(orbit);
        }

        private Optional<Place> place(Sgp4 orbit) {
            try {
                orbit.position(time.toEpochMilli(), position);
            } catch (PropagationException e) {
                return Optional.empty();
            }
            double light = EarthShadow.illuminationRatio(position, sun, sunDistanceKm);
            SubPoint.ofTeme(position, time.toEpochMilli(), place);
            Illumination seen =
                    light >= 1 ? Illumination.SUNLIT : light <= 0 ? Illumination.UMBRA : Illumination.PENUMBRA;
            return Optional.of(new Place(time, place[0], place[1], seen));
        }
    }
}
