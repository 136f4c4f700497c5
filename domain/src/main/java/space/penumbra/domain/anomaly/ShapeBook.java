package space.penumbra.domain.anomaly;

/**
 * A small book of the shapes that a metric has taken: windows of eight consecutive values, in standard deviations from the
 * long mean. A window that is far from every entry is a new shape. Entries follow what they match; one that is hardly
 * used gives way to a new shape. Not thread-safe.
 */
final class ShapeBook {

    static final int LENGTH = 8;
    private static final int ENTRIES = 24;
    /** Squared distance beyond which a window is an entry of its own while there is room. */
    private static final double OWN_ENTRY = 0.05;
    /** Mean squared distance beyond which a window does not belong to its nearest entry. */
    private static final double NEW_SHAPE = 1.0;
    /** Share of all windows below which an entry may be replaced. */
    private static final double HARDLY_USED = 1e-3;

    private static final double FOLLOW = 0.02;

    private final float[] entries = new float[ENTRIES * LENGTH];
    private final float[] uses = new float[ENTRIES];
    private final double[] recent = new double[LENGTH];
    private final double[] shape = new double[LENGTH];
    private int used;
    private long seen;

    /**
     * Takes the next value and returns how far the newest window is from every known shape.
     *
     * @param value the metric's value
     * @param mean long mean, in the metric's unit
     * @param deviation long standard deviation, above 0
     * @return root mean square distance in standard deviations; 0 while there is nothing to compare with
     */
    double distance(double value, double mean, double deviation) {
        System.arraycopy(recent, 1, recent, 0, LENGTH - 1);
        recent[LENGTH - 1] = value;
        seen++;
        if (seen < LENGTH) {
            return 0;
        }
        for (int i = 0; i < LENGTH; i++) {
            shape[i] = (recent[i] - mean) / deviation;
        }
        int nearest = -1;
        double least = Double.MAX_VALUE;
        for (int entry = 0; entry < used; entry++) {
            double squared = 0;
            for (int i = 0; i < LENGTH; i++) {
                double difference = shape[i] - entries[entry * LENGTH + i];
                squared += difference * difference;
            }
            if (squared < least) {
                least = squared;
                nearest = entry;
            }
        }
        learn(nearest, least);
        return nearest < 0 ? 0 : Math.sqrt(least / LENGTH);
    }

    private void learn(int nearest, double squared) {
        if (used < ENTRIES && (nearest < 0 || squared > OWN_ENTRY)) {
            write(used++);
        } else if (squared / LENGTH > NEW_SHAPE) {
            int rarest = 0;
            for (int entry = 1; entry < used; entry++) {
                if (uses[entry] < uses[rarest]) {
                    rarest = entry;
                }
            }
            if (uses[rarest] < seen * HARDLY_USED) {
                write(rarest);
            }
        } else {
            uses[nearest]++;
            for (int i = 0; i < LENGTH; i++) {
                int at = nearest * LENGTH + i;
                entries[at] += (float) (FOLLOW * (shape[i] - entries[at]));
            }
        }
    }

    private void write(int entry) {
        for (int i = 0; i < LENGTH; i++) {
            entries[entry * LENGTH + i] = (float) shape[i];
        }
        uses[entry] = 1;
    }
}
