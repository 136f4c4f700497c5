package space.penumbra.domain.residual;

import space.penumbra.domain.limits.LimitLevel;

/**
 * What can be behind residuals: one alarm each, however many detectors speak for it. The order is that of the bits in state: new ones go to the end.
 */
public enum Cause {
    ARRAY_STRINGS("array-output", "The array gives less than Sun and pointing explain: suspect lost strings."),
    BATTERY_FADE("battery-capacity", "The charge moves faster than the energy explains: the battery holds less."),
    COOLING_LOOP("cooling-loop", "Coolant flow, or heat at the dies, is not what the load explains: suspect the loop."),
    PLATE_SENSOR("plate-sensor", "The cold plate's sensor disagrees with every die above it: suspect the sensor."),
    RADIATOR_SENSOR("radiator-sensor", "The radiator's sensor breaks the energy balance: suspect the sensor."),
    VOLTAGE_SENSOR("voltage-sensor", "The bus voltage no longer follows the charge: suspect its sensor."),
    BATTERY_SENSOR("battery-sensor", "The battery's temperature does not follow its power: suspect the sensor."),
    LINK("link-traffic", "The link carries less than the work on the node sends: suspect the link."),
    NEIGHBOUR("noisy-neighbour", "The processor does more than the work on the GPUs asks: look for another tenant."),
    MEMORY("gpu-errors", "One GPU errs far more than its neighbours in the same flux: drain and diagnose it."),
    FRAME_LOSS("frame-loss", "Frames are numbered but do not arrive: suspect the telemetry link."),
    STALLED_JOB(
            "stalled-job",
            "A GPU says that it is busy and draws no power for it: its job waits for something, perhaps a peer."),
    RUNAWAY_LOAD("runaway-load", "The node draws more than the work on its GPUs explains: look for what else runs.");

    private final String ruleId;
    private final String hint;

    Cause(String name, String hint) {
        this.ruleId = "residual-" + name;
        this.hint = hint;
    }

    /** Identity of the detector in alarms. */
    public String ruleId() {
        return ruleId;
    }

    /** What it means, and what to suspect. */
    public String hint() {
        return hint;
    }

    /** How grave it is when so many independent witnesses speak for it. */
    LimitLevel level(int witnesses) {
        return witnesses > 1 ? LimitLevel.DISTRESS : LimitLevel.WARNING;
    }

    /** Its bit in {@link NodeResiduals#open}. */
    public int bit() {
        return 1 << ordinal();
    }
}
