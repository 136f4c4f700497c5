package space.penumbra.domain.limits;

/** The surroundings in which a limit holds: the same battery charge is healthy in eclipse and alarming in the Sun. */
public enum LimitContext {
    ANY,
    SUNLIT,
    ECLIPSE,
    SAA
}
