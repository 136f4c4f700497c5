package space.penumbra.orbit.constellation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import space.penumbra.orbit.elements.MeanElements;

/**
 * A designed constellation of compute satellites between 500 and 2000 km: sun-synchronous dawn-dusk shells and shells of 30 degrees, half
 * of the nodes each, fifty kilometres apart, as in the 2026 filing for a million of them (FCC DA 26-113). Small numbers fill the shells
 * around 650 km first. The same number, epoch and seed always give the same orbits. Immutable and thread-safe; nodes are made when asked for.
 */
public final class Constellation {

    private static final double EARTH_RADIUS_KM = 6378.135;
    private static final double INCLINED_DEGREES = 30;
    private static final int NODES_PER_SHELL_PAIR = 400;
    private static final int[] FIRST_ALTITUDES_KM = {650, 550, 600, 700, 500};
    private static final int HIGHEST_ALTITUDE_KM = 2000;
    private static final int SPACING_KM = 50;

    /** Half the fan of the planes of a dawn-dusk shell: forty minutes of local time. */
    private static final double FAN_DEGREES = 10;

    private static final double BSTAR = 2e-5;
    private static final long FIRST_CATALOGUE_NUMBER = 800_000_000L;

    private final Instant epoch;
    private final long seed;
    private final List<Shell> shells;
    private final int[] firstIndex;
    private final int nodes;

    private Constellation(int nodes, Instant epoch, long seed) {
        this.nodes = nodes;
        this.epoch = epoch;
        this.seed = seed;
        shells = List.copyOf(design(nodes));
        firstIndex = new int[shells.size()];
        for (int i = 1; i < firstIndex.length; i++) {
            firstIndex[i] = firstIndex[i - 1] + shells.get(i - 1).nodes();
        }
    }

    /**
     * The design for a number of nodes.
     *
     * @param nodes 1 to 2,000,000
     * @param epoch epoch of all element sets
     * @param seed stirs the small scatter of real orbits: a hundredth of a degree in plane, a tenth in place
     * @throws IllegalArgumentException for another number of nodes
     */
    public static Constellation of(int nodes, Instant epoch, long seed) {
        if (nodes < 1 || nodes > 2_000_000) {
            throw new IllegalArgumentException(nodes + " nodes: a constellation has 1 to 2000000");
        }
        return new Constellation(nodes, epoch, seed);
    }

    public int nodes() {
        return nodes;
    }

    public List<Shell> shells() {
        return shells;
    }

    /** All nodes in order; for millions prefer {@link #slot}. */
    public List<ConstellationSlot> slots() {
        List<ConstellationSlot> slots = new ArrayList<>(nodes);
        for (int i = 0; i < nodes; i++) {
            slots.add(slot(i));
        }
        return slots;
    }

    /** The node with an index from 0 to below {@link #nodes()}. */
    public ConstellationSlot slot(int index) {
        if (index < 0 || index >= nodes) {
            throw new IllegalArgumentException("node " + index + " of a constellation of " + nodes);
        }
        int at = shells.size() - 1;
        while (firstIndex[at] > index) {
            at--;
        }
        Shell shell = shells.get(at);
        int within = index - firstIndex[at];
        int plane = within % shell.planes();
        int place = within / shell.planes();
        String nodeId = String.format(Locale.ROOT, "%s-%02d-%03d", shell.name(), plane, place);
        return new ConstellationSlot(nodeId, shell.name(), plane, place, elements(nodeId, index, shell, plane, place));
    }

    private MeanElements elements(String nodeId, int index, Shell shell, int plane, int place) {
        Scatter scatter = new Scatter(seed, index);
        double raan;
        if (shell.sunSynchronous()) {
            double fan = shell.planes() == 1 ? 0 : FAN_DEGREES * (2.0 * plane / (shell.planes() - 1) - 1);
            raan = SunSynchronous.raanDegrees(epoch, 18) + fan;
        } else {
            raan = 360.0 * plane / shell.planes();
        }
        double phase = 360.0 * place / shell.nodesIn(plane) + 360.0 * plane / shell.nodes();
        double argPerigee = 360 * scatter.next();
        return new MeanElements(
                nodeId,
                FIRST_CATALOGUE_NUMBER + index,
                epoch,
                KeplerOrbit.kozaiRevPerDay(EARTH_RADIUS_KM + shell.altitudeKm(), shell.inclinationDegrees()),
                0.0001 + 0.0004 * scatter.next(),
                shell.inclinationDegrees() + 0.01 * scatter.centred(),
                raan + 0.01 * scatter.centred(),
                argPerigee,
                phase - argPerigee + 0.1 * scatter.centred(),
                BSTAR);
    }

    private static List<Shell> design(int nodes) {
        List<Integer> altitudes = altitudes();
        int pairs = Math.max(1, Math.min(altitudes.size(), nodes / NODES_PER_SHELL_PAIR));
        List<Shell> shells = new ArrayList<>();
        for (int i = 0; i < 2 * pairs; i++) {
            int share = nodes / (2 * pairs) + (i < nodes % (2 * pairs) ? 1 : 0);
            if (share > 0) {
                shells.add(shell(altitudes.get(i / 2), i % 2 == 0, share));
            }
        }
        return shells;
    }

    private static Shell shell(int altitudeKm, boolean sunSynchronous, int nodes) {
        int planes = (int) Math.max(1, Math.min(sunSynchronous ? 20 : 180, Math.round(Math.sqrt(nodes / 2.0))));
        double inclination =
                sunSynchronous ? SunSynchronous.inclinationDegrees(EARTH_RADIUS_KM + altitudeKm) : INCLINED_DEGREES;
        return new Shell(
                (sunSynchronous ? "dd" : "in") + altitudeKm, altitudeKm, inclination, sunSynchronous, planes, nodes);
    }

    private static List<Integer> altitudes() {
        List<Integer> altitudes = new ArrayList<>();
        for (int first : FIRST_ALTITUDES_KM) {
            altitudes.add(first);
        }
        for (int next = 750; next <= HIGHEST_ALTITUDE_KM; next += SPACING_KM) {
            altitudes.add(next);
        }
        return altitudes;
    }
}
