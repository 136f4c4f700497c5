package space.penumbra.producers.twin;

import space.penumbra.orbit.ground.LineOfSight;
import space.penumbra.orbit.sun.SubPoint;

/**
 * Whether two nodes reach each other over laser links, from satellite to satellite, as they fly now: each link near enough and clear of the atmosphere. Relays are
 * sought among {@value #MOST_RELAYS} nodes at most; more would only find more ways. Not thread-safe.
 */
final class LinkMesh {

    private static final int MOST_RELAYS = 2_000;

    private final NodeBank bank;
    private final double longestKm;
    private double[][] places = {};

    /** @param longestKm reach of a link; 0 if satellites that are not simulated relay over any distance */
    LinkMesh(NodeBank bank, double longestKm) {
        this.bank = bank;
        this.longestKm = longestKm;
    }

    /** Whether there is a way from one node to another. */
    boolean reach(int from, int to) {
        if (longestKm == 0 || from == to) {
            return true;
        }
        int relays = Math.min(bank.nodes, MOST_RELAYS);
        locate(relays, from, to);
        int target = relays + 1;
        boolean[] seen = new boolean[relays + 2];
        int[] queue = new int[relays + 2];
        int tail = 0;
        queue[tail++] = relays;
        seen[relays] = true;
        for (int head = 0; head < tail; head++) {
            double[] here = places[queue[head]];
            if (LineOfSight.isOpen(here, places[target], longestKm)) {
                return true;
            }
            for (int relay = 0; relay < relays; relay++) {
                if (!seen[relay] && !bank.decayed[relay] && LineOfSight.isOpen(here, places[relay], longestKm)) {
                    seen[relay] = true;
                    queue[tail++] = relay;
                }
            }
        }
        return false;
    }

    /** Places of the relays and then of the two ends, in a frame that turns with the Earth, km. */
    private void locate(int relays, int from, int to) {
        if (places.length != relays + 2) {
            places = new double[relays + 2][3];
        }
        for (int i = 0; i < relays; i++) {
            locate(i, places[i]);
        }
        locate(from, places[relays]);
        locate(to, places[relays + 1]);
    }

    private void locate(int node, double[] place) {
        double longitude = Math.toRadians(bank.longitude[node]);
        double ring = SubPoint.axisDistanceKm(bank.latitude[node], bank.height[node]);
        place[0] = ring * Math.cos(longitude);
        place[1] = ring * Math.sin(longitude);
        place[2] = SubPoint.equatorDistanceKm(bank.latitude[node], bank.height[node]);
    }
}
