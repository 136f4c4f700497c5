package space.penumbra.domain.migration;

import java.util.List;

/**
 * How much of a failure domain may be touched at a time: the smaller of a number and a share holds. A number alone is
 * nothing in a large domain and all of a small one; a share alone is the other way round.
 *
 * @param least so many are allowed however small the domain is, at least 1
 * @param most most commands, at least {@code least}
 * @param ratio the same as a share of the domain's size, above 0 to 1
 */
public record Cap(int least, int most, double ratio) {

    /** The cap in a domain of this size. */
    int of(int size) {
        return Math.max(least, Math.min(most, (int) Math.floor(ratio * size)));
    }

    void check(String what, List<String> mistakes) {
        if (least < 1) {
            mistakes.add("gate: least " + what + " cap is " + least + ", must be at least 1");
        }
        if (most < least) {
            mistakes.add("gate: " + what + " cap is " + most + ", must be at least " + least);
        }
        if (!(ratio > 0 && ratio <= 1)) {
            mistakes.add("gate: " + what + " cap ratio is " + ratio + ", must be above 0, at most 1");
        }
    }
}
