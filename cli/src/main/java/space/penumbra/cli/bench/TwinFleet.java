package space.penumbra.cli.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.producers.twin.FleetTwin;
import space.penumbra.producers.twin.FrameFlaw;
import space.penumbra.producers.twin.NodeDesign;
import space.penumbra.producers.twin.Scenario;
import space.penumbra.producers.twin.TwinSink;

/** What a simulated fleet without faults reports over some hours, beside published figures. Not thread-safe. */
final class TwinFleet implements TwinSink {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final String ACME = "InternLM AcmeTrace, Seren cluster";
    private static final double BITS_PER_GIGABYTE = 8.0 * 1024 * 1024 * 1024;

    /** Whole degrees, from 0. */
    private final long[] gpuCelsius = new long[200];

    private final long[] memoryCelsius = new long[200];
    private final long[] radiatorCelsius = new long[200];
    private final long[] utilisationPercent = new long[101];
    private final double[] lowestCharge;
    private final long[] upsets;
    private final SaaMap anomaly = SaaMap.of(GeomagneticField.decimalYear(START.toEpochMilli()));
    private final double hours;
    private final FleetTwin fleet;
    private final long[] seen;
    private long upsetsInAnomaly;
    private long frames;
    private long framesInAnomaly;

    TwinFleet(int nodes, double hours, long seed) {
        this.hours = hours;
        lowestCharge = new double[nodes];
        Arrays.fill(lowestCharge, 1);
        upsets = new long[nodes];
        seen = new long[nodes];
        fleet = FleetTwin.inProcess(nodes, seed, Scenario.load("quiet"), 60, START, this);
    }

    /** Flies the fleet. */
    List<Comparison> fly() {
        fleet.advanceTo(START.toEpochMilli() + Math.round(hours * 3_600_000));
        List<Comparison> rows = new ArrayList<>();
        double bitDays = 0;
        double[] depths = new double[lowestCharge.length];
        for (int node = 0; node < depths.length; node++) {
            NodeDesign design = fleet.designs().get(node);
            NodeSpec spec = design.spec();
            bitDays += spec.gpuCount() * spec.gpuMemoryGigabytes() * BITS_PER_GIGABYTE * hours / 24;
            depths[node] = 100 * (1 - lowestCharge[node]);
        }
        Arrays.sort(depths);
        long all = Arrays.stream(upsets).sum();
        rows.add(new Comparison(
                "upsets that happen inside the anomaly",
                "%",
                100.0 * upsetsInAnomaly / Math.max(1, all),
                90,
                "PROBA-II; others 80 to 97"));
        rows.add(new Comparison(
                "time that nodes are inside the anomaly",
                "%",
                100.0 * framesInAnomaly / Math.max(1, frames),
                6.2,
                "AP-8 above 100/(cm² s), 650 km sun-synchronous"));
        rows.add(new Comparison(
                "corrected and uncorrected memory upsets",
                "1/(bit day)",
                all / bitDays,
                1e-9,
                "deep-submicron memories in flight (Flying Laptop), 1e-9 to 1e-8"));
        quantiles(rows, "GPU", gpuCelsius, new double[] {27, 39, 65});
        quantiles(rows, "GPU memory", memoryCelsius, new double[] {39, 51, 66});
        rows.add(new Comparison(
                "radiator temperature, median", "°C", quantile(radiatorCelsius, 0.5), 51, "a load of 165 of 175 kW"));
        double[][] utilisation = {{0.10, 0}, {0.25, 0}, {0.5, 99}, {0.75, 99}, {0.95, 100}};
        for (double[] row : utilisation) {
            rows.add(new Comparison(
                    "GPU utilisation, p" + Math.round(row[0] * 100),
                    "%",
                    quantile(utilisationPercent, row[0]),
                    row[1],
                    ACME));
        }
        rows.add(new Comparison(
                "deepest discharge of a node, median", "%", depths[depths.length / 2], 30, "design rule"));
        rows.add(new Comparison(
                "deepest discharge of a node, p95",
                "%",
                depths[(int) (0.95 * (depths.length - 1))],
                35,
                "ISS, nickel-hydrogen, at most"));
        return rows;
    }

    private static void quantiles(List<Comparison> rows, String what, long[] counts, double[] published) {
        double[] shares = {0.05, 0.5, 0.95};
        for (int i = 0; i < shares.length; i++) {
            rows.add(new Comparison(
                    what + " temperature, p" + Math.round(shares[i] * 100),
                    "°C",
                    quantile(counts, shares[i]),
                    published[i],
                    ACME));
        }
    }

    private static double quantile(long[] counts, double share) {
        long left = Math.round(share * Arrays.stream(counts).sum());
        int at = 0;
        while (at < counts.length - 1 && (left -= counts[at]) > 0) {
            at++;
        }
        return at;
    }

    @Override
    public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
        for (int gpu = 0; gpu < frame.gpuTemperatureCelsius().length; gpu++) {
            count(gpuCelsius, frame.gpuTemperatureCelsius()[gpu]);
            count(utilisationPercent, 100 * frame.gpuUtilisationRatio()[gpu]);
        }
        count(memoryCelsius, frame.get(Reading.GPU_MEMORY_TEMPERATURE_MAX));
        count(radiatorCelsius, frame.get(Reading.RADIATOR_TEMPERATURE));
        lowestCharge[node] = Math.min(lowestCharge[node], frame.get(Reading.BATTERY_CHARGE));
        boolean inside = anomaly.contains(
                frame.get(Reading.LATITUDE), frame.get(Reading.LONGITUDE), frame.get(Reading.ALTITUDE));
        frames++;
        framesInAnomaly += inside ? 1 : 0;
        long now = frame.get(Counter.CORRECTED_ERRORS) + frame.get(Counter.UNCORRECTED_ERRORS);
        long fresh = now - seen[node];
        seen[node] = now;
        upsets[node] += fresh;
        upsetsInAnomaly += inside ? fresh : 0;
    }

    private static void count(long[] counts, double value) {
        counts[(int) Math.max(0, Math.min(counts.length - 1, Math.round(value)))]++;
    }

    @Override
    public void workload(Workload workload) {
        // Seen in the utilisation.
    }

    @Override
    public void event(CommandEvent event) {
        // No commands are given.
    }
}
