package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * One kind of goods that sources compete for: what there is, what is wanted at the present prices, and how prices move. Each price has a
 * step of its own by the recent size of its excess (Kingma and Ba 2015), because goods differ in how many want them; a common step
 * length suits none. Only goods that somebody wants or that have a price are looked at. One per thread.
 */
final class Goods {

    private static final double MEMORY = 0.8;
    private static final double SIZE_MEMORY = 0.95;

    /** Excess in units that counts as small: steps shrink below it instead of trembling. */
    private static final double SMALL = 0.5;

    /** By goods, side by side as they are used: what is wanted and what there is, and mean and size of the excess. */
    private final double[] state;

    private static final int STRIDE = 4;
    private static final int CAPACITY = 1;
    private static final int MEAN = 2;
    private static final int SIZE = 3;

    private final double[] price;
    private final double unit;
    private final boolean[] listed;
    private int[] list = new int[256];
    private int count;
    private int steps;

    /**
     * @param capacity what there is
     * @param price where prices are kept, all 0
     * @param unit an amount that is worth about as much as a GPU
     */
    Goods(double[] capacity, double[] price, double unit) {
        this.price = price;
        this.unit = unit;
        state = new double[STRIDE * capacity.length];
        for (int i = 0; i < capacity.length; i++) {
            state[STRIDE * i + CAPACITY] = capacity[i];
        }
        listed = new boolean[capacity.length];
    }

    /** Goods that are wanted or have a price: {@link #count()} of them, {@link #get} names each. */
    int count() {
        return count;
    }

    int get(int n) {
        return list[n];
    }

    void clear() {
        for (int n = 0; n < count; n++) {
            state[STRIDE * list[n]] = 0;
        }
    }

    void use(int index, double amount) {
        state[STRIDE * index] += amount;
        if (!listed[index]) {
            listed[index] = true;
            if (count == list.length) {
                list = Arrays.copyOf(list, count * 2);
            }
            list[count++] = index;
        }
    }

    /** What everything there is would earn at these prices. */
    double worth() {
        double sum = 0;
        for (int n = 0; n < count; n++) {
            sum += price[list[n]] * state[STRIDE * list[n] + CAPACITY];
        }
        return sum;
    }

    /** Moves each price towards balance by about so many weighted GPU-hours for a unit. */
    void move(double step) {
        steps++;
        double meanScale = 1 / (1 - Math.pow(MEMORY, steps));
        double sizeScale = 1 / (1 - Math.pow(SIZE_MEMORY, steps));
        int kept = 0;
        for (int n = 0; n < count; n++) {
            int i = list[n];
            int at = STRIDE * i;
            double excess = (state[at] - state[at + CAPACITY]) / unit;
            if (excess < 0 && price[i] == 0) {
                state[at + MEAN] = 0;
                state[at + SIZE] *= SIZE_MEMORY;
                listed[i] = false;
                state[at] = 0;
                continue;
            }
            double mean = MEMORY * state[at + MEAN] + (1 - MEMORY) * excess;
            double size = SIZE_MEMORY * state[at + SIZE] + (1 - SIZE_MEMORY) * excess * excess;
            state[at + MEAN] = mean;
            state[at + SIZE] = size;
            double pace = mean * meanScale / (Math.sqrt(size * sizeScale) + SMALL);
            price[i] = Math.max(0, price[i] + step / unit * pace);
            list[kept++] = i;
        }
        count = kept;
    }
}
