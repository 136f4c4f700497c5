package space.penumbra.cli.bench.planner;

import java.util.SplittableRandom;

/**
 * A seeded fleet for the planner's benchmark: half sun-synchronous dawn-dusk planes in their eclipse season, half Walker planes at 53
 * degrees, 50 nodes a plane, circular orbits and a cylindrical shadow at June solstice. Sizes of nodes, batteries, links and workloads are
 * drawn from the same seed. Every number here is an assumption of the benchmark and nothing else uses it.
 */
final class SyntheticFleet {

    static final int NODES_PER_PLANE = 50;
    static final double KILOWATTS_PER_GPU = 1.3;

    private static final double EARTH_KILOMETRES = 6378;
    private static final double ORBIT_KILOMETRES = EARTH_KILOMETRES + 550;
    private static final double PERIOD_MINUTES = 95.6;
    private static final double SUN_DECLINATION = Math.toRadians(23.44);
    private static final double SUN_RIGHT_ASCENSION = Math.toRadians(90);

    /** Of what customers leave of a link: chosen so that the bound comes to a tenth of pausing everything at 2,000 nodes. */
    private static final double MOVES_RATIO = 1.0 / 3;

    /** Seldom dark, often dark: nothing in between is longer than this. */
    private static final double ALWAYS_LIT_MINUTES = 24 * 60;

    final int nodes;
    final int planes;

    /** The first planes are sun-synchronous, the rest Walker. */
    final int sunSynchronousPlanes;

    /** By plane: minutes in the shadow on each revolution, 0 if it stays lit. */
    final double[] darkMinutes;

    /** By node: minutes until the next entry into the shadow counted from the start of the present revolution; negative while dark. */
    final double[] entryMinutes;

    final int[] gpus;
    final int[] usedGpus;
    final double[] freeKilowatts;

    /** Energy for the workloads of the node, as a share of what they would draw in its next eclipse. */
    final double[] batteryShare;

    /** Not to be used as a target: a radiation, thermal or anomaly flag, or telemetry that is too old. */
    final boolean[] flagged;

    /** By node times four (ahead, behind, left, right): GB/s for moves; 0 if the laser is dead. */
    final double[] linkGigabytesPerSecond;

    SyntheticFleet(int nodes, long seed) {
        this.nodes = nodes;
        planes = (nodes + NODES_PER_PLANE - 1) / NODES_PER_PLANE;
        sunSynchronousPlanes = planes / 2;
        darkMinutes = new double[planes];
        entryMinutes = new double[nodes];
        gpus = new int[nodes];
        usedGpus = new int[nodes];
        freeKilowatts = new double[nodes];
        batteryShare = new double[nodes];
        flagged = new boolean[nodes];
        linkGigabytesPerSecond = new double[4 * nodes];
        SplittableRandom random = new SplittableRandom(seed);
        for (int plane = 0; plane < planes; plane++) {
            fly(plane);
        }
        for (int node = 0; node < nodes; node++) {
            equip(node, random);
        }
    }

    private void fly(int plane) {
        boolean sunSynchronous = plane < sunSynchronousPlanes;
        int inShell = sunSynchronous ? sunSynchronousPlanes : planes - sunSynchronousPlanes;
        double place = (sunSynchronous ? plane : plane - sunSynchronousPlanes) / (double) inShell;
        double inclination = Math.toRadians(sunSynchronous ? 97.8 : 53);
        double ascendingNode =
                sunSynchronous ? SUN_RIGHT_ASCENSION + Math.toRadians(90 + 30 * (place - 0.5)) : 2 * Math.PI * place;
        double sunX = Math.cos(SUN_DECLINATION) * Math.cos(SUN_RIGHT_ASCENSION - ascendingNode);
        double alongY = Math.cos(SUN_DECLINATION) * Math.sin(SUN_RIGHT_ASCENSION - ascendingNode);
        double sunY = alongY * Math.cos(inclination) + Math.sin(SUN_DECLINATION) * Math.sin(inclination);
        double inPlane = Math.hypot(sunX, sunY);
        double edge = Math.sqrt(1 - Math.pow(EARTH_KILOMETRES / ORBIT_KILOMETRES, 2));
        double halfWidth = inPlane > edge ? Math.acos(edge / inPlane) : 0;
        darkMinutes[plane] = PERIOD_MINUTES * halfWidth / Math.PI;
        double entry = Math.atan2(sunY, sunX) + Math.PI - halfWidth;
        double phase = 2 * Math.PI * place / NODES_PER_PLANE;
        for (int slot = 0; slot < NODES_PER_PLANE && plane * NODES_PER_PLANE + slot < nodes; slot++) {
            double angle = 2 * Math.PI * slot / NODES_PER_PLANE + phase;
            double toEntry = PERIOD_MINUTES * turn((entry - angle) / (2 * Math.PI));
            boolean dark = toEntry > PERIOD_MINUTES - darkMinutes[plane];
            entryMinutes[plane * NODES_PER_PLANE + slot] = dark ? toEntry - PERIOD_MINUTES : toEntry;
        }
    }

    private static double turn(double turns) {
        return turns - Math.floor(turns);
    }

    private void equip(int node, SplittableRandom random) {
        gpus[node] = 16 << random.nextInt(3);
        double share = random.nextDouble();
        batteryShare[node] = share < 0.4
                ? random.nextDouble(1.05, 1.3)
                : share < 0.8 ? random.nextDouble(0.3, 0.7) : random.nextDouble(0.02, 0.15);
        flagged[node] = random.nextDouble() < 0.05;
        usedGpus[node] = (int) Math.round(gpus[node] * random.nextDouble(0.56, 1.0));
        double spare = (gpus[node] - usedGpus[node]) * KILOWATTS_PER_GPU;
        freeKilowatts[node] = spare * random.nextDouble(1.0, 1.1);
        boolean sunSynchronous = plane(node) < sunSynchronousPlanes;
        for (int direction = 0; direction < 4; direction++) {
            double gigabits = sunSynchronous ? 400 : direction < 2 ? 200 : 100;
            boolean dead = random.nextDouble() < 0.01;
            double customers = random.nextDouble(0.2, 0.6);
            linkGigabytesPerSecond[4 * node + direction] =
                    dead ? 0 : gigabits / 8 * (1 - customers) * 0.8 * MOVES_RATIO;
        }
    }

    int plane(int node) {
        return node / NODES_PER_PLANE;
    }

    boolean darkNow(int node) {
        return entryMinutes[node] < 0;
    }

    /** Minutes of light that a node has left at a time from now; 0 or less if it is dark then. */
    double lightMinutes(int node, double atMinutes) {
        double dark = darkMinutes[plane(node)];
        if (dark == 0) {
            return ALWAYS_LIT_MINUTES;
        }
        double since = atMinutes - entryMinutes[node];
        double inTurn = since - PERIOD_MINUTES * Math.floor(since / PERIOD_MINUTES);
        return inTurn < dark ? 0 : PERIOD_MINUTES - inTurn;
    }

    /**
     * The node so many slots ahead and planes to the right, in the same shell.
     *
     * @return its index, -1 if the shell ends there
     */
    int neighbour(int node, int slots, int planesAcross) {
        int plane = plane(node);
        int first = plane < sunSynchronousPlanes ? 0 : sunSynchronousPlanes;
        int count = first == 0 ? sunSynchronousPlanes : planes - sunSynchronousPlanes;
        int place = plane - first + planesAcross;
        if (first > 0) {
            // Walker planes go all the way round.
            place = Math.floorMod(place, count);
        }
        if (place < 0 || place >= count) {
            return -1;
        }
        int slot = Math.floorMod(node % NODES_PER_PLANE + slots, NODES_PER_PLANE);
        int neighbour = (first + place) * NODES_PER_PLANE + slot;
        return neighbour < nodes ? neighbour : -1;
    }
}
