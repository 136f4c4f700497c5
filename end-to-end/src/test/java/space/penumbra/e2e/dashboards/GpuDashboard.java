package space.penumbra.e2e.dashboards;

import static space.penumbra.domain.telemetry.Counter.REMAPPED_ROWS;
import static space.penumbra.domain.telemetry.Reading.GPU_MEMORY_TEMPERATURE_MAX;
import static space.penumbra.domain.telemetry.Reading.GPU_POWER;
import static space.penumbra.domain.telemetry.Reading.GPU_TEMPERATURE_MAX;
import static space.penumbra.domain.telemetry.Reading.GPU_UTILISATION;
import static space.penumbra.e2e.dashboards.Readings.SHELL;
import static space.penumbra.e2e.dashboards.Readings.byShell;
import static space.penumbra.e2e.dashboards.Readings.fleetSum;
import static space.penumbra.e2e.dashboards.Readings.highest;
import static space.penumbra.e2e.dashboards.Readings.latest;

import java.util.List;

/** Every GPU of the fleet: which are hot, idle, hungry or failing. */
final class GpuDashboard {

    private GpuDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-gpus",
                "Penumbra: GPUs",
                "Temperature, power, use and memory errors of the fleet's GPUs, one by one and together.",
                "now-6h",
                "now",
                List.of(Variables.SHELL),
                Dashboard.marksOfTheFleet(),
                List.of(
                        Panel.row("Now"),
                        latest("max", "Hottest GPU", GPU_TEMPERATURE_MAX, "The hottest GPU of the fleet.")
                                .limits("gpu-temperature"),
                        latest("max", "Hottest memory", GPU_MEMORY_TEMPERATURE_MAX, "The hottest memory stack.")
                                .limits("gpu-memory-temperature"),
                        latest("sum", "GPU power", GPU_POWER, "All GPUs together."),
                        latest("mean", "Utilisation", GPU_UTILISATION, "Mean over the nodes."),
                        Panel.stat(
                                "GPUs reporting",
                                "short",
                                "GPUs with a reading in the chosen range.",
                                Query.ofLatest("count", "powerWatts", "gpu", SHELL, "\"node\", \"gpu\"", "")),
                        Panel.stat(
                                "Idle GPUs",
                                "short",
                                "GPUs whose latest utilisation is under five per cent.",
                                Query.ofLatest(
                                        "count",
                                        "utilisationRatio",
                                        "gpu",
                                        SHELL,
                                        "\"node\", \"gpu\"",
                                        "\"latest\" < 0.05")),
                        Panel.row("Heat"),
                        highest(
                                        "Hottest GPU by shell",
                                        GPU_TEMPERATURE_MAX,
                                        "The worst of each shell against the limits.")
                                .limits("gpu-temperature"),
                        highest(
                                        "Hottest memory by shell",
                                        GPU_MEMORY_TEMPERATURE_MAX,
                                        "Memory throttles before the core does.")
                                .limits("gpu-memory-temperature"),
                        Panel.lines(
                                "Spread of temperatures",
                                "celsius",
                                "Over all GPUs: half are cooler than p50, one in a hundred is hotter than p99.",
                                Query.percentile("temperatureCelsius", 50, "gpu", SHELL),
                                Query.percentile("temperatureCelsius", 90, "gpu", SHELL),
                                Query.percentile("temperatureCelsius", 99, "gpu", SHELL)),
                        Panel.row("Power and use"),
                        Panel.lines("Power of all GPUs", "watt", "Sum over the nodes.", fleetSum(GPU_POWER, "GPUs")),
                        byShell(
                                "Utilisation by shell",
                                GPU_UTILISATION,
                                Query.mean(GPU_UTILISATION.field()),
                                "Mean over the nodes of each shell."),
                        Panel.lines(
                                "Spread of power",
                                "watt",
                                "Over all GPUs: a power cap shows as a ceiling.",
                                Query.percentile("powerWatts", 10, "gpu", SHELL),
                                Query.percentile("powerWatts", 50, "gpu", SHELL),
                                Query.percentile("powerWatts", 99, "gpu", SHELL)),
                        Panel.row("Memory"),
                        Panel.bars(
                                "Corrected errors",
                                "short",
                                "Errors that ECC corrected, per interval, by position in the node: one position apart from the others is a design matter.",
                                perGpu("correctedErrors")),
                        Panel.bars(
                                "Uncorrected errors",
                                "short",
                                "Errors that ECC could only detect: each one ends the work that met it.",
                                perGpu("uncorrectedErrors")),
                        Panel.bars(
                                "Rows remapped for good",
                                "short",
                                "Rows that memory gave up: it has only so many spares.",
                                Query.sumOverNodesBy("shell", Query.gain(REMAPPED_ROWS.field()), SHELL)),
                        Panel.row("Which ones"),
                        Panel.table(
                                "Hottest GPUs",
                                "The ten highest temperatures in the chosen range.",
                                Query.extremes(
                                        "top", "temperatureCelsius", "\"node\", \"gpu\"", "hottest", "gpu", SHELL)),
                        Panel.table(
                                "Most corrected errors",
                                "GPUs whose memory was corrected most often in the chosen range: candidates for a drain.",
                                Query.mostGained("correctedErrors", "\"node\", \"gpu\"", "errors", "gpu", SHELL))));
    }

    private static Query perGpu(String counter) {
        return Query.sumOf("gpu", "gpu", Query.gain(counter), SHELL);
    }
}
