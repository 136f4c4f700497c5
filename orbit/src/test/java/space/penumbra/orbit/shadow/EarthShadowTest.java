package space.penumbra.orbit.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EarthShadowTest {

    private static final double AU = 149_597_870.7;
    private static final double[] SUN_ON_X = {1, 0, 0};

    private static double umbra(double x, double y, double z) {
        return EarthShadow.signedDistanceKm(ShadowKind.UMBRA, new double[] {x, y, z}, SUN_ON_X, AU);
    }

    private static double penumbra(double x, double y, double z) {
        return EarthShadow.signedDistanceKm(ShadowKind.PENUMBRA, new double[] {x, y, z}, SUN_ON_X, AU);
    }

    @Test
    void isNegativeBehindTheEarthAndPositiveOnTheDaySide() {
        assertThat(umbra(-7000, 0, 0)).isNegative();
        assertThat(penumbra(-7000, 0, 0)).isNegative();
        assertThat(umbra(7000, 0, 0)).isPositive();
        assertThat(penumbra(0, 7000, 0)).isPositive();
    }

    @Test
    void umbraNarrowsAndPenumbraWidensWithDistance() {
        // sin = (695700 - 6378.137) / AU = 0.0046078: 2600 km behind the limb the umbra is 12 km narrower than the
        // Earth.
        double edge = 6378.137 - 2600 * 0.0046078;
        assertThat(umbra(-2600, edge, 0)).isCloseTo(0, within(0.1));
        // sin = (695700 + 6378.137) / AU = 0.0046931.
        assertThat(penumbra(-2600, 6378.137 + 2600 * 0.0046931, 0)).isCloseTo(0, within(0.1));
    }

    @Test
    void polesAreTwentyOneKilometresLower() {
        // Over the pole the limb stands at b = 6356.752 km; the equatorial cone's edge there is well in light.
        double edge = 6356.752 - 2600 * 0.0046078;
        assertThat(umbra(-2600, 0, edge)).isCloseTo(0, within(0.1));
        assertThat(umbra(-2600, 0, 6366)).isPositive();
        assertThat(umbra(-2600, 6366, 0)).isNegative();
    }

    @Test
    void umbraEndsWhereTheCone() {
        // Its tip lies at A / sin = 6378.137 / 0.0046078 = 1 384 200 km.
        assertThat(umbra(-1_380_000, 0, 0)).isNegative();
        assertThat(umbra(-1_388_000, 0, 0)).isPositive();
        assertThat(penumbra(-1_388_000, 0, 0)).isNegative();
    }

    @Test
    void illuminationFallsSmoothlyThroughThePenumbra() {
        double last = 1;
        for (double y = 6400; y > 6350; y -= 0.05) {
            double lit = EarthShadow.illuminationRatio(new double[] {-2600, y, 0}, SUN_ON_X, AU);
            assertThat(lit).isBetween(0.0, last);
            assertThat(last - lit).as("no jump at y = %s", y).isLessThan(0.01);
            last = lit;
        }
        assertThat(last).isZero();
        // With the limb across the middle of the disc half of it is in sight.
        double middle = 6378.137 + 2600 * (0.0046931 - 0.0046078) / 2;
        assertThat(EarthShadow.illuminationRatio(new double[] {-2600, middle, 0}, SUN_ON_X, AU))
                .isCloseTo(0.5, within(0.01));
    }

    @Test
    void rateIsTheDerivative() {
        double[] r = {-2600, 6300, 900};
        double[] v = {-6.9, -2.8, 1.1};
        double[] rate = new double[1];
        for (ShadowKind kind : ShadowKind.values()) {
            double before = EarthShadow.distance(kind, r, v, SUN_ON_X, AU, rate);
            double[] later = {r[0] + v[0] * 0.01, r[1] + v[1] * 0.01, r[2] + v[2] * 0.01};
            double after = EarthShadow.signedDistanceKm(kind, later, SUN_ON_X, AU);
            assertThat(rate[0]).isCloseTo((after - before) / 0.01, within(1e-3));
        }
    }
}
