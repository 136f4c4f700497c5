package space.penumbra.domain.alarm;

/** How far an incident reaches. */
public enum IncidentScope {
    NODE,
    /** Several nodes, all of one orbital plane. */
    PLANE,
    FLEET
}
