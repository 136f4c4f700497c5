package space.penumbra.e2e.dashboards;

import static space.penumbra.domain.telemetry.Counter.CORRECTED_ERRORS;
import static space.penumbra.domain.telemetry.Counter.UNCORRECTED_ERRORS;
import static space.penumbra.domain.telemetry.Reading.BATTERY_CHARGE;
import static space.penumbra.domain.telemetry.Reading.BATTERY_POWER;
import static space.penumbra.domain.telemetry.Reading.GPU_TEMPERATURE_MAX;
import static space.penumbra.domain.telemetry.Reading.GPU_UTILISATION;
import static space.penumbra.domain.telemetry.Reading.LINK_RECEIVE;
import static space.penumbra.domain.telemetry.Reading.LINK_TRANSMIT;
import static space.penumbra.domain.telemetry.Reading.LOAD_POWER;
import static space.penumbra.domain.telemetry.Reading.POWER_MARGIN;
import static space.penumbra.domain.telemetry.Reading.RADIATOR_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.SOLAR_POWER;
import static space.penumbra.domain.telemetry.Reading.SUN_SENSOR;
import static space.penumbra.e2e.dashboards.Readings.SHELL;
import static space.penumbra.e2e.dashboards.Readings.byShell;
import static space.penumbra.e2e.dashboards.Readings.fleetSum;
import static space.penumbra.e2e.dashboards.Readings.highest;
import static space.penumbra.e2e.dashboards.Readings.latest;

import java.util.List;

/** The fleet at one glance: is it powered, cool, computing and undisturbed? */
final class FleetDashboard {

    private FleetDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-fleet",
                "Penumbra: fleet",
                "Power, heat, compute, errors and alarms of the whole fleet, by orbital shell.",
                "now-6h",
                "now",
                List.of(Variables.SHELL),
                Dashboard.marksOfTheFleet(),
                List.of(
                        Panel.row("Now"),
                        latest("count", "Nodes reporting", SUN_SENSOR, "Nodes with a reading in the chosen range.")
                                .unit("short"),
                        Panel.stat(
                                        "Active alarms",
                                        "short",
                                        "Alarms whose latest change was not a return to normal.",
                                        Query.ofLatest("sum", "active", "alarm", "", "\"node\", \"rule\"", ""))
                                .with(Thresholds.anyIsBad()),
                        latest("min", "Lowest battery", BATTERY_CHARGE, "The least charged battery of the fleet.")
                                .limits("battery-charge-eclipse"),
                        latest("min", "Lowest power margin", POWER_MARGIN, "Below zero a node is overdrawn.")
                                .limits("power-margin"),
                        latest("max", "Hottest GPU", GPU_TEMPERATURE_MAX, "The hottest GPU of the fleet.")
                                .limits("gpu-temperature"),
                        Panel.stat(
                                "Nodes in the dark",
                                "short",
                                "Nodes whose sun sensor saw less than a twentieth of the solar disc.",
                                Query.ofLatest(
                                        "count", SUN_SENSOR.field(), "node", SHELL, "\"node\"", "\"latest\" < 0.05")),
                        Panel.row("Power"),
                        Panel.lines(
                                "Fleet power",
                                "watt",
                                "Array output, load and battery power of all nodes; battery power is positive when discharging.",
                                fleetSum(SOLAR_POWER, "solar"),
                                fleetSum(LOAD_POWER, "load"),
                                fleetSum(BATTERY_POWER, "battery")),
                        byShell(
                                        "Lowest battery by shell",
                                        BATTERY_CHARGE,
                                        Query.min(BATTERY_CHARGE.field()),
                                        "The least charged battery of each shell: the depth that eclipses dig.")
                                .limits("battery-charge-eclipse"),
                        byShell(
                                        "Lowest power margin by shell",
                                        POWER_MARGIN,
                                        Query.min(POWER_MARGIN.field()),
                                        "What the worst node of each shell could still draw.")
                                .limits("power-margin"),
                        Panel.row("Heat"),
                        byShell(
                                        "Hottest GPU by shell",
                                        GPU_TEMPERATURE_MAX,
                                        Query.max(GPU_TEMPERATURE_MAX.field()),
                                        "The hottest GPU of each shell.")
                                .limits("gpu-temperature"),
                        highest(
                                        "Hottest radiator by shell",
                                        RADIATOR_TEMPERATURE,
                                        "Heat leaves by radiating alone: this is what is left to lose it with.")
                                .limits("radiator-temperature"),
                        byShell(
                                "Sunlight by shell",
                                SUN_SENSOR,
                                Query.mean(SUN_SENSOR.field()),
                                "Mean share of the solar disc that is seen; 0 in umbra."),
                        Panel.row("Compute and links"),
                        byShell(
                                "GPU utilisation by shell",
                                GPU_UTILISATION,
                                Query.mean(GPU_UTILISATION.field()),
                                "Mean over the GPUs of each shell."),
                        Panel.lines(
                                "Traffic over the links",
                                "Bps",
                                "Sum over all nodes; migrations show here.",
                                fleetSum(LINK_TRANSMIT, "transmitted"),
                                fleetSum(LINK_RECEIVE, "received")),
                        Panel.bars(
                                "Memory errors",
                                "short",
                                "Errors that ECC corrected or only detected, per interval, over all nodes: radiation and ageing.",
                                Query.sumOverNodes(Query.gain(CORRECTED_ERRORS.field()), SHELL, "corrected"),
                                Query.sumOverNodes(Query.gain(UNCORRECTED_ERRORS.field()), SHELL, "uncorrected")),
                        Panel.row("Alarms"),
                        Panel.bars(
                                        "Alarms raised by level",
                                        "short",
                                        "New alarms per interval; worsening and easing do not count.",
                                        Query.byTag(Query.count("active"), "alarm", "\"change\" = 'RAISED'", "level"))
                                .width(12),
                        Panel.table(
                                "Least charged nodes",
                                "The ten lowest battery readings in the chosen range.",
                                new Query(
                                        "SELECT bottom(\"" + BATTERY_CHARGE.field()
                                                + "\", \"node\", 10) AS \"battery\" FROM \"node\" WHERE " + SHELL
                                                + " AND $timeFilter",
                                        "",
                                        true)),
                        Panel.table(
                                        "Latest alarm changes",
                                        "What detection said, newest first.",
                                        Query.rows(
                                                "\"level\", \"change\", \"node\", \"rule\", \"message\"",
                                                "alarm",
                                                "",
                                                "DESC"))
                                .width(24)));
    }
}
