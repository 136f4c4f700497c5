package space.penumbra.producers.twin;

/** What a node could still draw. Stateless. */
final class PowerMargin {

    /** Largest discharge power of a battery, in multiples of its energy per hour. */
    private static final double DISCHARGE_RATE = 6;

    private PowerMargin() {}

    /** What could be drawn beyond the present load (W): the array, and the battery while it is above its floor. */
    static double watts(
            double solarWatts, double loadWatts, double chargeRatio, double capacityWattHours, double floorRatio) {
        double battery = chargeRatio > floorRatio ? capacityWattHours * DISCHARGE_RATE : 0;
        return solarWatts + battery - loadWatts;
    }
}
