package space.penumbra.producers.twin;

import space.penumbra.domain.fault.FaultSeverity;

/** What its faults do to a node at one instant; filled again and again. Not thread-safe. */
final class Impairment {

    /** A node on which nothing is wrong; never written. */
    static final Impairment NONE = new Impairment();

    /** Share of the designed conductance from plate to radiator. */
    double coupling;
    /** Share of the designed coolant flow. */
    double flow;
    /** Share of the array's strings that work. */
    double strings;
    /** Share of the battery's capacity that is left. */
    double capacity;
    /** Angle between the array's normal and the Sun beyond the usual, degrees. */
    double pointingDegrees;
    /** Share of the laser link's rate. */
    double link;
    /** Share of the processor that a co-tenant takes. */
    double neighbour;
    /** Share of frames that do not come. */
    double silence;
    /** Whether commands are not heard either. */
    boolean deaf;

    double correctedPerSecond;
    double uncorrectedPerSecond;
    int memoryGpu;
    /** Sensitivity of one accelerator beyond that of a sound one, in multiples of it. */
    double lemonExcess;

    int lemonGpu;
    /** Errors that came of the failing stack in this step. */
    int memoryErrors;
    /** Errors and hangs that came of the lemon in this step. */
    int lemonErrors;

    Impairment() {
        clear();
    }

    void clear() {
        coupling = 1;
        flow = 1;
        strings = 1;
        capacity = 1;
        pointingDegrees = 0;
        link = 1;
        neighbour = 0;
        silence = 0;
        deaf = false;
        correctedPerSecond = 0;
        uncorrectedPerSecond = 0;
        lemonExcess = 0;
        memoryErrors = 0;
        lemonErrors = 0;
    }

    /** Adds what one fault does at this instant. */
    void add(Fault fault, long timeMillis, int gpus) {
        double size = fault.magnitude() * fault.growth(timeMillis);
        switch (fault.kind()) {
            case COOLING_LOOP -> {
                coupling = 1 - size;
                // A pump that fails takes the flow with it; fouling does not.
                flow = fault.firstWay() ? 1 - size : 1;
            }
            case ARRAY_STRINGS -> strings = 1 - size;
            case BATTERY_FADE -> capacity = 1 - size;
            case POINTING_ERROR -> pointingDegrees = size;
            case LINK_LOSS -> link = 1 - size * (flapsNow(fault, timeMillis) ? 0 : 1);
            case NOISY_NEIGHBOUR -> neighbour = size;
            case NODE_SILENCE -> {
                silence = size;
                deaf = fault.severity() == FaultSeverity.SEVERE;
            }
            case MEMORY_STACK -> {
                memoryGpu = fault.gpu(gpus);
                // Grows a hundredfold, e-fold after e-fold; in the last third of its growth words with two bad bits
                // come.
                double growth = fault.growth(timeMillis);
                correctedPerSecond = fault.magnitude() * Math.pow(100, growth - 1);
                uncorrectedPerSecond = growth > 0.65 ? correctedPerSecond / 500 : 0;
            }
            case LEMON_GPU -> {
                lemonGpu = fault.gpu(gpus);
                lemonExcess = size - 1;
            }
            case STUCK_SENSOR, DRIFTING_SENSOR -> {
                // These act on the frame, not on the node.
            }
        }
    }

    private static boolean flapsNow(Fault fault, long timeMillis) {
        return fault.severity() == FaultSeverity.MODERATE && (timeMillis - fault.startMillis()) / 300_000 % 2 == 1;
    }
}
