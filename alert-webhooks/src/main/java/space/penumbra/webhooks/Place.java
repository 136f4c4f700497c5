package space.penumbra.webhooks;

/**
 * Where a node flies.
 *
 * @param shell name of its orbital shell; empty if it is on the ground or not known
 * @param plane number of its plane in the shell; -1 if it is on the ground or not known
 */
record Place(String shell, int plane) {

    /** Of a node that nobody described. */
    static final Place UNKNOWN = new Place("", -1);

    boolean known() {
        return plane >= 0;
    }

    /** {@code shell/plane}; empty if it is not known. */
    String name() {
        return known() ? shell + "/" + plane : "";
    }
}
