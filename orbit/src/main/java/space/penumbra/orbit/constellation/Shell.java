package space.penumbra.orbit.constellation;

/**
 * Nodes of one height and inclination: a Walker-like pattern of planes, in each of which the nodes stand at equal distances.
 *
 * @param name e.g. {@code dd650} (dawn-dusk) or {@code in550} (inclined)
 * @param altitudeKm mean height over the equator
 * @param inclinationDegrees 0 to 180
 * @param sunSynchronous planes close around dawn and dusk; else spread all around
 * @param planes at least 1
 * @param nodes at least {@code planes}
 */
public record Shell(
        String name, double altitudeKm, double inclinationDegrees, boolean sunSynchronous, int planes, int nodes) {

    public Shell {
        if (planes < 1 || nodes < planes) {
            throw new IllegalArgumentException("shell " + name + " with " + planes + " planes for " + nodes
                    + " nodes: at least one plane and one node for each are needed");
        }
    }

    /** Nodes in a plane (from 0): the first planes take what does not divide evenly. */
    int nodesIn(int plane) {
        return nodes / planes + (plane < nodes % planes ? 1 : 0);
    }
}
