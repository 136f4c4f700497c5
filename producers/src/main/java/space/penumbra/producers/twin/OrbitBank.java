package space.penumbra.producers.twin;

import java.util.List;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.shadow.EarthShadow;
import space.penumbra.orbit.sun.SubPoint;

/** Where each node is, and what it sees of the Sun. The Sun is found once for all nodes of an instant. Not thread-safe. */
final class OrbitBank {

    private final Sgp4[] orbits;
    private final double[] position = new double[3];
    private final double[] place = new double[3];
    private final double[] sun = new double[3];
    private final SunClock clock;
    private double sunDistanceKm;
    private double gmstRadians;
    private long timeMillis;

    OrbitBank(List<NodeDesign> designs, SunClock clock) {
        this.clock = clock;
        orbits = designs.stream().map(design -> new Sgp4(design.elements())).toArray(Sgp4[]::new);
    }

    void at(long millis) {
        timeMillis = millis;
        SunClock.Instant now = clock.at(millis);
        sun[0] = now.x();
        sun[1] = now.y();
        sun[2] = now.z();
        sunDistanceKm = now.distanceKm();
        gmstRadians = now.gmstRadians();
    }

    /** Updates the node's place and illumination; a node whose orbit has decayed is marked and stays where it was. */
    void locate(int node, NodeBank bank) {
        try {
            orbits[node].position(timeMillis, position);
        } catch (PropagationException e) {
            bank.decayed[node] = true;
            return;
        }
        SubPoint.ofTemeTurned(position, gmstRadians, place);
        bank.latitude[node] = place[0];
        bank.longitude[node] = place[1];
        bank.height[node] = place[2];
        bank.illumination[node] = EarthShadow.illuminationRatio(position, sun, sunDistanceKm);
    }

    double sunDistanceKm() {
        return sunDistanceKm;
    }

    /** Cosine of the Sun's zenith angle under the node that was located last, for the Earth's albedo; below 0 on the night side. */
    double sunlitGroundCosine() {
        double radius = Math.sqrt(position[0] * position[0] + position[1] * position[1] + position[2] * position[2]);
        return (position[0] * sun[0] + position[1] * sun[1] + position[2] * sun[2]) / radius;
    }
}
