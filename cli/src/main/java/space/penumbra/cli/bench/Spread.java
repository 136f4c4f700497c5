package space.penumbra.cli.bench;

import java.util.Arrays;

/** Measured times and how they are spread. Not thread-safe. */
final class Spread {

    private long[] millis = new long[1024];
    private int count;

    void add(long value) {
        millis = count == millis.length ? Arrays.copyOf(millis, 2 * count) : millis;
        millis[count++] = value;
    }

    int count() {
        return count;
    }

    /**
     * The least value that this share of them does not exceed.
     *
     * @param share from 0 to 1
     * @return -1 if there is none
     */
    long quantile(double share) {
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return count == 0 ? -1 : sorted[Math.max(0, (int) Math.ceil(count * share) - 1)];
    }
}
