package space.penumbra.domain.hazard;

/** What a window of time brings to a node: mostly what threatens it, and what it can be reached by. */
public enum HazardKind {
    /** No Sun at all; lies inside a PENUMBRA window. */
    UMBRA(Origin.ORBIT),
    /** Any part of the Sun is covered; from first to last contact, the umbra included. */
    PENUMBRA(Origin.ORBIT),
    /** Pass through the South Atlantic Anomaly or the inner belt. */
    SAA(Origin.ORBIT),
    /** Solar protons can reach the node. */
    SOLAR_PROTON(Origin.WEATHER),
    /** A temperature limit is going to be crossed. */
    THERMAL(Origin.TELEMETRY),
    /** The battery is going to reach its floor. */
    POWER(Origin.TELEMETRY),
    /** No ground or relay contact is expected. */
    NO_CONTACT(Origin.ORBIT),
    /** Somebody is going to work on the node. */
    MAINTENANCE(Origin.OPERATOR),
    /** A ground station hears the node: no threat, but what NO_CONTACT is the opposite of. */
    GROUND_CONTACT(Origin.ORBIT),
    /** At least one neighbour in its plane or the next ones is in reach of a laser link: no threat. */
    LINK(Origin.NEIGHBOURS);

    /** What a window is computed from, and so what makes it be computed anew. */
    enum Origin {
        /** Elements and time alone: what was once foreseen comes. */
        ORBIT,
        /** As ORBIT, and who else flies nearby. */
        NEIGHBOURS,
        WEATHER,
        TELEMETRY,
        OPERATOR
    }

    private final Origin origin;

    HazardKind(Origin origin) {
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** Whether a window of this kind is bad for a node. */
    public boolean threatens() {
        return this != GROUND_CONTACT && this != LINK;
    }
}
