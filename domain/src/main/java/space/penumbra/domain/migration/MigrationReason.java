package space.penumbra.domain.migration;

/** Why a workload is acted upon. */
public enum MigrationReason {
    ECLIPSE_INGRESS("EclipseIngress"),
    SAA_TRANSIT("SaaTransit"),
    SOLAR_PROTON("SolarProton"),
    THERMAL_LIMIT("ThermalLimit"),
    POWER_MARGIN("PowerMargin"),
    UPSET_RATE("UpsetRate"),
    MAINTENANCE("Maintenance"),
    /** The hazard is over: what was capped or paused goes on. */
    HAZARD_OVER("HazardOver");

    private final String word;

    MigrationReason(String word) {
        this.word = word;
    }

    /** The word that operators see. */
    public String word() {
        return word;
    }
}
