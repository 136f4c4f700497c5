package space.penumbra.producers.twin;

/** Array and battery: energy flows of one step. Stateless. */
final class PowerPlant {

    /** Efficiency of charging and, separately, of discharging. */
    static final double CONVERSION = 0.96;
    /** Largest discharge and charge power, in multiples of the battery's energy per hour. */
    static final double DISCHARGE_RATE = 6;

    static final double CHARGE_RATE = 3;

    private PowerPlant() {}

    /**
     * Energy in the battery after a step.
     *
     * @param wattHours energy before
     * @param capacityWattHours from empty to full
     * @param surplusWatts array output less load; negative discharges
     * @param seconds length of the step
     * @return watt hours, 0 to the capacity
     */
    static double after(double wattHours, double capacityWattHours, double surplusWatts, double seconds) {
        double hours = seconds / 3600;
        double change = surplusWatts >= 0
                ? Math.min(surplusWatts, capacityWattHours * CHARGE_RATE) * CONVERSION * hours
                : surplusWatts / CONVERSION * hours;
        return Math.max(0, Math.min(capacityWattHours, wattHours + change));
    }

    /** What could be drawn beyond the present load (W): the array, and the battery while it is above its floor. */
    static double marginWatts(
            double solarWatts, double loadWatts, double wattHours, double capacityWattHours, double floorRatio) {
        double battery = wattHours > capacityWattHours * floorRatio ? capacityWattHours * DISCHARGE_RATE : 0;
        return solarWatts + battery - loadWatts;
    }
}
