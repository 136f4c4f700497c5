package space.penumbra.orbit.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.time.AbsoluteDate;
import org.orekit.utils.PVCoordinates;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.OrekitContext;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SunTrack;

/**
 * Eclipses the long way, with nothing of the search, the cones, the light SGP4, or the Sun's series: Orekit's SGP4, the Sun of Meeus' chapter 25 with the
 * terms of Venus, Jupiter and the Moon, rays from the satellite to 360 points of the Sun's limb against the ellipsoid of WGS 84, a sample
 * a second and halving. The Sun is seen from the Earth's centre, as light that left it eight minutes ago shows it; no refraction. That Sun is right
 * to 7 arc seconds, a tenth of a second of a low orbit in the middle of the shadow and more where it is grazed.
 */
class SolarLimbTest {

    private static final double A = 6378.137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double SUN_KM = 695_700;
    private static final double AU_KM = 149_597_870.7;
    private static final int LIMB = 360;
    private static final double STEP_MILLIS = 1_000;
    private static final double HOURS = 3.5;

    private static final OrekitContext OREKIT = new OrekitContext();

    /** The goals: 95 % of all edges within 0.1 s, all within 0.5 s, none missed, none invented. */
    @ParameterizedTest
    @CsvSource({
        "550,0.0005,53,2026-03-20T00:00:00Z",
        "550,0.0005,53,2026-12-21T12:00:00Z",
        "650,0.001,97.99,2026-06-21T06:00:00Z",
        "1200,0.001,87.9,2027-09-23T00:00:00Z",
        "1950,0.002,30,2026-01-04T00:00:00Z",
        "400,0.001,5,2030-07-05T00:00:00Z",
        "700,0.15,63.4,2026-10-10T00:00:00Z",
    })
    void agreesWithRaysToTheLimbOfTheSun(double perigeeKm, double e, double inclination, Instant epoch) {
        List<Double> errors = new ArrayList<>();
        for (double node = 15; node < 360; node += 90) {
            MeanElements set = orbit(perigeeKm, e, inclination, node, epoch);
            for (ShadowKind kind : ShadowKind.values()) {
                compare(set, kind, epoch.toEpochMilli(), errors, 0.5);
            }
        }
        assertThat(errors).hasSizeGreaterThan(8);
        double[] sorted =
                errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        assertThat(sorted[(int) Math.ceil(0.95 * sorted.length) - 1])
                .as("p95 s")
                .isLessThan(0.1);
    }

    /** From full passages over those that are a penumbra alone for seconds to none: which windows there are must agree wherever the 7 arc seconds cannot decide. */
    @Test
    void agreesWhereTheShadowIsOnlyGrazed() {
        Instant epoch = Instant.parse("2026-06-21T00:00:00Z");
        List<Double> errors = new ArrayList<>();
        int alone = 0;
        for (double node = 30.5; node < 32.5; node += 0.1) {
            MeanElements set = orbit(1200, 0.001, 100.4, node, epoch);
            int penumbras = compare(set, ShadowKind.PENUMBRA, epoch.toEpochMilli(), errors, 2.5);
            int umbras = compare(set, ShadowKind.UMBRA, epoch.toEpochMilli(), errors, 2.5);
            alone += penumbras - umbras;
        }
        assertThat(alone).as("passages without umbra in the sweep").isPositive();
    }

    private static MeanElements orbit(double perigeeKm, double e, double inclination, double node, Instant epoch) {
        double a = (A + perigeeKm) / (1 - e);
        double revolutions = 86_400 / (2 * Math.PI) * Math.sqrt(398_600.4418 / (a * a * a));
        return new MeanElements("limb", 1, epoch, revolutions, e, inclination, node, 200, 40, 1e-5);
    }

    /** Compares the windows of one kind; a window of less than a few seconds may be on one side only, for the reference's Sun cannot tell. */
    private static int compare(MeanElements set, ShadowKind kind, long from, List<Double> errors, double mostSeconds) {
        double to = from + HOURS * 3_600_000;
        List<ShadowWindow> ours = new ArrayList<>();
        for (ShadowWindow window :
                new EclipseFinder().find(new Sgp4(set), SunTrack.covering(from, (long) to), from, (long) to)) {
            if (window.kind() == kind && window.startEpochMillis() > from && window.endEpochMillis() < to) {
                ours.add(window);
            }
        }
        List<double[]> theirs = seen(set, kind, from, to);
        List<ShadowWindow> sure =
                ours.stream().filter(window -> window.seconds() > 15).toList();
        List<double[]> certain =
                theirs.stream().filter(window -> window[1] - window[0] > 15_000).toList();
        for (ShadowWindow window : sure) {
            assertThat(theirs).as("invented %s", window).anyMatch(each -> near(window, each));
        }
        for (double[] window : certain) {
            assertThat(ours).as("missed %s", set).anyMatch(each -> near(each, window));
        }
        for (ShadowWindow window : ours) {
            for (double[] each : theirs) {
                if (near(window, each)) {
                    double in = Math.abs(window.startEpochMillis() - each[0]) / 1000;
                    double out = Math.abs(window.endEpochMillis() - each[1]) / 1000;
                    assertThat(Math.max(in, out)).as("%s of %s", window, set).isLessThan(mostSeconds);
                    errors.add(in);
                    errors.add(out);
                }
            }
        }
        return ours.size();
    }

    private static boolean near(ShadowWindow ours, double[] theirs) {
        return ours.startEpochMillis() <= theirs[1] && theirs[0] <= ours.endEpochMillis();
    }

    private static List<double[]> seen(MeanElements set, ShadowKind kind, double from, double to) {
        TLEPropagator propagator = OREKIT.propagator(set);
        List<double[]> windows = new ArrayList<>();
        double open = Double.NaN;
        boolean before = inside(propagator, kind, from);
        for (double t = from; t < to; t += STEP_MILLIS) {
            boolean after = inside(propagator, kind, t + STEP_MILLIS);
            if (before != after) {
                double low = t;
                double high = t + STEP_MILLIS;
                while (high - low > 1) {
                    double middle = (low + high) / 2;
                    if (inside(propagator, kind, middle) == before) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                if (after) {
                    open = low;
                } else if (open == open) {
                    windows.add(new double[] {open, low});
                }
            }
            before = after;
        }
        return windows;
    }

    private static boolean inside(TLEPropagator propagator, ShadowKind kind, double millis) {
        Instant whole = Instant.ofEpochMilli((long) Math.floor(millis));
        AbsoluteDate date = new AbsoluteDate(whole, OREKIT.utc()).shiftedBy((millis - Math.floor(millis)) / 1000);
        PVCoordinates state = propagator.getPVCoordinates(date);
        double[] r = {
            state.getPosition().getX() / 1000,
            state.getPosition().getY() / 1000,
            state.getPosition().getZ() / 1000
        };
        double[] sun = meeus(millis);
        double[] to = {sun[0] - r[0], sun[1] - r[1], sun[2] - r[2]};
        double distance = Math.sqrt(to[0] * to[0] + to[1] * to[1] + to[2] * to[2]);
        // Far from the Earth's limb a look at the Sun's middle is enough: half a degree and what flattening can do.
        double facing = (r[0] * to[0] + r[1] * to[1] + r[2] * to[2]) / distance;
        double radius = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
        double limb = Math.acos(Math.max(-1, Math.min(1, -facing / radius))) - Math.asin(Math.min(1, A / radius));
        if (Math.abs(limb) > Math.toRadians(1)) {
            return limb < 0;
        }
        double[] side = {-to[1], to[0], 0};
        double length = Math.hypot(side[0], side[1]);
        double[] u = {side[0] / length, side[1] / length, 0};
        double[] v = {
            (to[1] * u[2] - to[2] * u[1]) / distance,
            (to[2] * u[0] - to[0] * u[2]) / distance,
            (to[0] * u[1] - to[1] * u[0]) / distance
        };
        // The limb is the circle in which the tangents touch.
        double sine = SUN_KM / distance;
        double ring = SUN_KM * Math.sqrt(1 - sine * sine);
        double centre = distance - SUN_KM * sine;
        int hidden = 0;
        for (int i = 0; i < LIMB; i++) {
            double angle = 2 * Math.PI * i / LIMB;
            double cos = ring * Math.cos(angle);
            double sin = ring * Math.sin(angle);
            double x = to[0] / distance * centre + u[0] * cos + v[0] * sin;
            double y = to[1] / distance * centre + u[1] * cos + v[1] * sin;
            double z = to[2] / distance * centre + u[2] * cos + v[2] * sin;
            hidden += blocked(r, x, y, z) ? 1 : 0;
        }
        return kind == ShadowKind.UMBRA ? hidden == LIMB : hidden > 0;
    }

    /** Whether a ray from a place meets the ellipsoid ahead: the discriminant of the quadratic in the distance. */
    private static boolean blocked(double[] r, double x, double y, double z) {
        double polar = 1 / (1 - FLATTENING);
        double dz = z * polar;
        double rz = r[2] * polar;
        double a = x * x + y * y + dz * dz;
        double b = r[0] * x + r[1] * y + rz * dz;
        double c = r[0] * r[0] + r[1] * r[1] + rz * rz - A * A;
        return b < 0 && b * b - a * c > 0;
    }

    /** Meeus, Astronomical Formulae, chapter 18 with its corrections for the planets: km in mean equinox of date, true equator to the leading term. */
    private static double[] meeus(double millis) {
        double days = (millis + 69_184) / 86_400_000 + 2_440_587.5;
        double t = (days - 2_415_020.0) / 36_525;
        double l = 279.69668 + 36_000.76892 * t + 0.0003025 * t * t;
        double m = 358.47583 + 35_999.04975 * t - 0.00015 * t * t;
        double e = 0.01675104 - 0.0000418 * t;
        double centre =
                (1.91946 - 0.004789 * t) * sin(m) + (0.020094 - 0.0001 * t) * sin(2 * m) + 0.000293 * sin(3 * m);
        double longitude = l
                + centre
                - 0.00569
                + 0.00134 * cos(153.23 + 22_518.7541 * t)
                + 0.00154 * cos(216.57 + 45_037.5082 * t)
                + 0.00200 * cos(312.69 + 32_964.3577 * t)
                + 0.00179 * sin(350.74 + 445_267.1142 * t)
                + 0.00178 * sin(231.19 + 20.20 * t);
        double au = 1.0000002 * (1 - e * e) / (1 + e * cos(m + centre));
        double t2000 = (days - 2_451_545.0) / 36_525;
        double obliquity = 23.439291 - 0.0130042 * t2000 + 0.00256 * cos(259.18 - 1_934.142 * t);
        double km = au * AU_KM;
        return new double[] {
            km * cos(longitude), km * sin(longitude) * cos(obliquity), km * sin(longitude) * sin(obliquity)
        };
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
