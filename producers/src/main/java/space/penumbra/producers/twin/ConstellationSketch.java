package space.penumbra.producers.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.sun.Sun;

/**
 * Lays out a fleet like the public filings: half of it in dawn-dusk sun-synchronous planes (600 to 1400 km), half at 30 degrees (500 to 1950 km).
 * Circular orbits; nodes fill the planes of each shell evenly.
 */
final class ConstellationSketch {

    private static final double EARTH_RADIUS_KM = 6378.137;
    private static final double MU = 398600.4418;
    private static final int[] DAWN_DUSK_KM = {650, 900, 1200};
    private static final int[] INCLINED_KM = {550, 1200, 1900};

    private ConstellationSketch() {}

    /** The first {@code nodes} places. */
    static List<OrbitSlot> lay(int nodes, Instant epoch) {
        double[] sun = new double[3];
        Sun.direction(epoch.toEpochMilli(), sun);
        double sunRaan = Math.toDegrees(Math.atan2(sun[1], sun[0]));
        List<OrbitSlot> slots = new ArrayList<>(nodes);
        int dawnDusk = (nodes + 1) / 2;
        fill(slots, "dd", DAWN_DUSK_KM, dawnDusk, sunRaan, epoch);
        fill(slots, "i30-", INCLINED_KM, nodes - dawnDusk, sunRaan, epoch);
        return slots;
    }

    private static void fill(
            List<OrbitSlot> slots, String prefix, int[] heights, int nodes, double sunRaan, Instant epoch) {
        boolean synchronous = prefix.equals("dd");
        for (int s = 0; s < heights.length; s++) {
            int size = nodes / heights.length + (s < nodes % heights.length ? 1 : 0);
            double axis = EARTH_RADIUS_KM + heights[s];
            double inclination = synchronous ? Math.toDegrees(Math.acos(-Math.pow(axis / 12_352.0, 3.5))) : 30;
            int planes = Math.max(1, (int) Math.round(Math.sqrt(size / (synchronous ? 4.0 : 1.0))));
            int inPlane = (size + planes - 1) / planes;
            for (int i = 0; i < size; i++) {
                int plane = i / inPlane;
                int slot = i % inPlane;
                // Dawn-dusk planes stand within a few degrees of the terminator, the inclined ones all around.
                double raan = synchronous ? sunRaan + 90 + (plane - (planes - 1) / 2.0) * 2 : 360.0 * plane / planes;
                double anomaly = 360.0 * slot / inPlane + 360.0 * plane / (planes * inPlane);
                String shell = prefix + heights[s];
                String id = String.format(Locale.ROOT, "%s-%02d-%02d", shell, plane, slot);
                double motion = 86_400 / (2 * Math.PI) * Math.sqrt(MU / (axis * axis * axis));
                slots.add(new OrbitSlot(
                        id,
                        shell,
                        plane,
                        new MeanElements(id, 0, epoch, motion, 0.0001, inclination, raan, 0, anomaly, 0)));
            }
        }
    }
}
