package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/** A growing array of numbers that need not be whole. */
final class Costs {

    private double[] values = new double[64];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    double get(int index) {
        return values[index];
    }

    void set(int index, double value) {
        values[index] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
