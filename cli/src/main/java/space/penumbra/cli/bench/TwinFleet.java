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
import space.penumbra.orbit.power.ComputeLoad;
import space.penumbra.orbit.radiation.RadiationEnvironment;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.radiation.TrappedProtons;
import space.penumbra.producers.twin.FleetTwin;
import space.penumbra.producers.twin.FrameFlaw;
import space.penumbra.producers.twin.NodeDesign;
import space.penumbra.producers.twin.Scenario;
import space.penumbra.producers.twin.TwinSink;

/** What a simulated fleet without faults reports over some hours, beside published figures. Not thread-safe. */
final class TwinFleet implements TwinSink {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final String SERVERS = "InternLM AcmeTrace, servers: 1.5, 2.5 and 5.0 kW";
    private static final String ACME = "InternLM AcmeTrace, Seren cluster";
    private static final double RAD_PER_UNCORRECTED = 44;
    private static final double TESTED_GIGABYTES = 32;
    private static final double REPORT_SECONDS = 60;
    private static final double BITS_PER_GIGABYTE = 8.0 * 1024 * 1024 * 1024;

    /** Whole degrees, from this far below 0. */
    private static final int COLDEST = 100;

    private final long[] gpuCelsius = new long[300];

    private final long[] memoryCelsius = new long[300];
    private final long[] radiatorCelsius = new long[300];
    private final long[] utilisationPercent = new long[101];
    /** Load of a node as a share of its full load, per mille. */
    private final long[] loadPerMille = new long[1_201];

    private final long[] kelvinOverCoolant = new long[100];
    private final double[] lowestCharge;
    private final RadiationEnvironment radiation =
            RadiationEnvironment.of(GeomagneticField.decimalYear(START.toEpochMilli()));
    private final long[] upsets;
    private final SaaMap anomaly = SaaMap.of(GeomagneticField.decimalYear(START.toEpochMilli()));
    private final double hours;
    private final FleetTwin fleet;
    private final long[] seen;
    private long upsetsInAnomaly;
    private final long[] seenUncorrected;
    private long uncorrected;
    private double uncorrectedExpected;
    private long frames;
    private long framesInAnomaly;

    TwinFleet(int nodes, double hours, long seed, String scenario) {
        this.hours = hours;
        lowestCharge = new double[nodes];
        Arrays.fill(lowestCharge, 1);
        upsets = new long[nodes];
        seen = new long[nodes];
        seenUncorrected = new long[nodes];
        fleet = FleetTwin.inProcess(nodes, seed, Scenario.load(scenario), REPORT_SECONDS, START, this);
    }

    /** Flies a fleet whose load is near its full load; tells only what that decides. */
    List<Comparison> flySteadily() {
        fleet.advanceTo(START.toEpochMilli() + Math.round(hours * 3_600_000));
        List<Comparison> rows = new ArrayList<>();
        rows.add(new Comparison(
                "radiator temperature, median",
                "°C",
                quantile(radiatorCelsius, 0.5) - COLDEST,
                51,
                "a load of 165 of 175 kW, without the quarter that the fleet's have to spare"));
        rows.add(new Comparison("GPU temperature, p50", "°C", quantile(gpuCelsius, 0.5) - COLDEST, 39, ACME));
        rows.add(new Comparison("GPU temperature, p95", "°C", quantile(gpuCelsius, 0.95) - COLDEST, 65, ACME));
        rows.addAll(depths());
        return rows;
    }

    /** Flies the fleet. */
    List<Comparison> fly() {
        fleet.advanceTo(START.toEpochMilli() + Math.round(hours * 3_600_000));
        List<Comparison> rows = new ArrayList<>();
        double bitDays = 0;
        for (NodeDesign design : fleet.designs()) {
            NodeSpec spec = design.spec();
            bitDays += spec.gpuCount() * spec.gpuMemoryGigabytes() * BITS_PER_GIGABYTE * hours / 24;
        }
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
        rows.add(new Comparison(
                "uncorrectable memory upsets",
                "1/(bit day)",
                uncorrected / bitDays,
                uncorrectedExpected / bitDays,
                "proton test of a TPU: one for 44 rad and 32 GB (arXiv 2511.19468), at the dose flown through"));
        quantiles(rows, "GPU", gpuCelsius, new double[] {27, 39, 65});
        quantiles(rows, "GPU memory", memoryCelsius, new double[] {39, 51, 66});
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
                "busy GPU over its coolant, p95",
                "K",
                quantile(kelvinOverCoolant, 0.95),
                38,
                ACME + ": p95 less p5, in air"));
        double peak = quantile(loadPerMille, 0.95);
        rows.add(new Comparison(
                "load of a node, p5 of its p95", "%", 100 * quantile(loadPerMille, 0.05) / peak, 30, SERVERS));
        rows.add(new Comparison(
                "load of a node, median of its p95", "%", 100 * quantile(loadPerMille, 0.5) / peak, 50, SERVERS));
        rows.addAll(depths());
        return rows;
    }

    private List<Comparison> depths() {
        double[] depths = Arrays.stream(lowestCharge)
                .map(charge -> 100 * (1 - charge))
                .sorted()
                .toArray();
        return List.of(
                new Comparison(
                        "deepest discharge of a node, median",
                        "%",
                        depths[depths.length / 2],
                        30,
                        "design rule, at full load in the longest eclipse"),
                new Comparison(
                        "deepest discharge of a node, p95",
                        "%",
                        depths[(int) (0.95 * (depths.length - 1))],
                        35,
                        "ISS, nickel-hydrogen, at most"));
    }

    private static void quantiles(List<Comparison> rows, String what, long[] counts, double[] published) {
        double[] shares = {0.05, 0.5, 0.95};
        for (int i = 0; i < shares.length; i++) {
            rows.add(new Comparison(
                    what + " temperature, p" + Math.round(shares[i] * 100),
                    "°C",
                    quantile(counts, shares[i]) - COLDEST,
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
            count(gpuCelsius, COLDEST + frame.gpuTemperatureCelsius()[gpu]);
            count(utilisationPercent, 100 * frame.gpuUtilisationRatio()[gpu]);
            count(kelvinOverCoolant, frame.gpuTemperatureCelsius()[gpu] - frame.get(Reading.COLD_PLATE_TEMPERATURE));
        }
        NodeSpec spec = fleet.designs().get(node).spec();
        double full = ComputeLoad.nodeWatts(spec.gpuCount() * spec.gpuMaxWatts(), spec.busWatts());
        count(loadPerMille, 1000 * frame.get(Reading.LOAD_POWER) / full);
        double flux = radiation.fluxAbove50Mev(
                frame.get(Reading.LATITUDE), frame.get(Reading.LONGITUDE), frame.get(Reading.ALTITUDE), 0, 0);
        uncorrectedExpected += flux
                * REPORT_SECONDS
                * TrappedProtons.RAD_CM2_PER_PROTON
                / RAD_PER_UNCORRECTED
                * (spec.gpuMemoryGigabytes() / TESTED_GIGABYTES)
                * spec.gpuCount();
        count(memoryCelsius, COLDEST + frame.get(Reading.GPU_MEMORY_TEMPERATURE_MAX));
        count(radiatorCelsius, COLDEST + frame.get(Reading.RADIATOR_TEMPERATURE));
        lowestCharge[node] = Math.min(lowestCharge[node], frame.get(Reading.BATTERY_CHARGE));
        boolean inside = anomaly.contains(
                frame.get(Reading.LATITUDE), frame.get(Reading.LONGITUDE), frame.get(Reading.ALTITUDE));
        frames++;
        framesInAnomaly += inside ? 1 : 0;
        long wrong = frame.get(Counter.UNCORRECTED_ERRORS);
        uncorrected += wrong - seenUncorrected[node];
        seenUncorrected[node] = wrong;
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
