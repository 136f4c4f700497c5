package space.penumbra.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.heat.ThermalDesign;
import space.penumbra.orbit.heat.ThermalModel;
import space.penumbra.orbit.power.Battery;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.ProtonEnergy;
import space.penumbra.orbit.radiation.TrappedProtons;
import space.penumbra.orbit.shadow.EclipseFinder;
import space.penumbra.orbit.shadow.ShadowKind;
import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.SunTrack;

/** What the fleet's physics gives on single orbits and designs, beside published figures. Not thread-safe. */
final class TwinOrbits {

    private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final double MU = 398_600.4418;
    private static final double YEAR_SECONDS = 365.25 * 86_400;
    private static final long STEP_MILLIS = 60_000;
    private static final int FLUX_DAYS = 10;

    /** The comparison is of the table, so without the drift since. */
    private static final double TABLE_YEAR = 1964.5;

    private static final String GRIDS = "AP-8 MIN with the IGRF of 1964.5, computed for this comparison";

    /** Orbit averages above 50 MeV per cm2 and second by height (km): at 30 and 53 degrees and sun-synchronous. */
    private static final double[][] FLUXES = {
        {500, 23.7, 27.5, 18.4},
        {650, 91, 76, 52.2},
        {800, 226, 162, 114},
        {1000, 556, 354, 255},
        {1400, 2377, 1323, 979},
        {2000, 7855, 4109, 3083}
    };

    /** Dawn-dusk orbits by height (km): days of a year with an eclipse, longest eclipse in minutes. */
    private static final double[][] ECLIPSES = {
        {500, 106, 22.7},
        {550, 101, 21.7},
        {600, 96, 20.7},
        {650, 91, 19.7},
        {800, 76, 16.9},
        {1000, 58, 13.0},
        {1200, 38, 8.7}
    };

    private final EclipseFinder eclipses = new EclipseFinder();
    private final double[] position = new double[3];
    private final double[] place = new double[3];

    List<Comparison> all() {
        List<Comparison> rows = new ArrayList<>();
        double sunSynchronous = averageFlux(650, sunSynchronous(650), 2026);
        rows.add(new Comparison(
                "dose behind 10 mm of aluminium, 650 km sun-synchronous",
                "rad/year",
                sunSynchronous * YEAR_SECONDS * TrappedProtons.RAD_CM2_PER_PROTON,
                150,
                "Google Suncatcher, arXiv 2511.19468"));
        for (double[] row : FLUXES) {
            double[] inclinations = {30, 53, sunSynchronous(row[0])};
            for (int i = 0; i < 3; i++) {
                rows.add(new Comparison(
                        String.format(Locale.ROOT, "mean flux above 50 MeV, %.0f km, %.0f°", row[0], inclinations[i]),
                        "1/(cm² s)",
                        averageFlux(row[0], inclinations[i], TABLE_YEAR),
                        row[i + 1],
                        GRIDS));
            }
        }
        for (double[] row : ECLIPSES) {
            season(row, rows);
        }
        ThermalDesign radiator = ThermalDesign.forLoad(175_000);
        rows.add(new Comparison(
                "radiator of 160 m² at 175 kW",
                "°C",
                ThermalModel.steadyRadiatorCelsius(radiator, 175_000),
                49,
                "AI1 data sheet, both sides at emissivity 0.9"));
        rows.add(new Comparison(
                "radiator of 160 m² at 250 kW",
                "°C",
                ThermalModel.steadyRadiatorCelsius(radiator, 250_000),
                79,
                "AI1 data sheet, both sides at emissivity 0.9"));
        rows.add(new Comparison(
                "battery depth after 20 min at 175 kW from 194 kWh",
                "%",
                100 * (1 - Battery.step(1, -175_000, 1200, Battery.capacityFor(175_000))),
                30,
                "design rule for tens of thousands of cycles (JAXA lithium-ion)"));
        return rows;
    }

    private void season(double[] row, List<Comparison> rows) {
        int days = 0;
        double longest = 0;
        for (int day = 0; day < 365; day++) {
            Instant at = YEAR.plus(Duration.ofDays(day));
            Sgp4 orbit = new Sgp4(orbit(row[0], sunSynchronous(row[0]), meanSunDegrees(at) + 90, at));
            long from = at.toEpochMilli();
            long to = from + (long) (orbit.nodalPeriodSeconds() * 1000);
            double covered = eclipses.find(orbit, SunTrack.covering(from, to), from, to).stream()
                    .filter(window -> window.kind() == ShadowKind.PENUMBRA)
                    .mapToDouble(window -> window.seconds() / 60)
                    .max()
                    .orElse(0);
            days += covered > 0 ? 1 : 0;
            longest = Math.max(longest, covered);
        }
        String orbit = String.format(Locale.ROOT, "dawn-dusk, %.0f km: ", row[0]);
        String source = "closed form: circular orbit, shadow a cylinder";
        rows.add(new Comparison(orbit + "days with an eclipse", "days/year", days, row[1], source));
        rows.add(new Comparison(orbit + "longest eclipse", "min", longest, row[2], source));
    }

    private double averageFlux(double heightKm, double inclination, double year) {
        double sum = 0;
        int samples = 0;
        Sgp4 orbit = new Sgp4(orbit(heightKm, inclination, 0, YEAR));
        long end = YEAR.plus(Duration.ofDays(FLUX_DAYS)).toEpochMilli();
        for (long t = YEAR.toEpochMilli(); t < end; t += STEP_MILLIS) {
            orbit.position(t, position);
            SubPoint.ofTeme(position, t, place);
            sum += TrappedProtons.flux(ProtonEnergy.ABOVE_50_MEV, place[0], place[1], place[2], year);
            samples++;
        }
        return sum / samples;
    }

    private static MeanElements orbit(double heightKm, double inclination, double node, Instant epoch) {
        double a = 6378.137 + heightKm;
        double revolutions = 86_400 / (2 * Math.PI) * Math.sqrt(MU / (a * a * a));
        double wrapped = (node % 360 + 360) % 360;
        return new MeanElements("orbit", 1, epoch, revolutions, 0.0005, inclination, wrapped, 90, 0, 0);
    }

    /** The inclination at which J2 turns the plane once a year: the textbook form with a in km. */
    private static double sunSynchronous(double heightKm) {
        return Math.toDegrees(Math.acos(-Math.pow((6378.137 + heightKm) / 12_352, 3.5)));
    }

    private static double meanSunDegrees(Instant at) {
        double days = (at.getEpochSecond() - 946_728_000.0) / 86_400;
        return 280.46061837 + 0.98564736629 * days;
    }
}
