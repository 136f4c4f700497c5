package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/** A growing array of whole numbers: a list without a box for each. */
final class Numbers {

    private int[] values = new int[64];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** The numbers with one more at the end. */
    int[] closedBy(int last) {
        int[] closed = Arrays.copyOf(values, size + 1);
        closed[size] = last;
        return closed;
    }
}
