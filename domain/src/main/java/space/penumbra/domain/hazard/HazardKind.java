package space.penumbra.domain.hazard;

/** What threatens a node in a window of time. */
public enum HazardKind {
    /** No Sun at all; lies inside a PENUMBRA window. */
    UMBRA,
    /** Any part of the Sun is covered; from first to last contact, the umbra included. */
    PENUMBRA,
    /** Pass through the South Atlantic Anomaly or the inner belt. */
    SAA,
    /** Solar protons can reach the node. */
    SOLAR_PROTON,
    /** A temperature limit is going to be crossed. */
    THERMAL,
    /** The battery is going to reach its floor. */
    POWER,
    /** No ground or relay contact is expected. */
    NO_CONTACT,
    MAINTENANCE
}
