package space.penumbra.e2e.dashboards;

import static space.penumbra.domain.telemetry.Reading.ALTITUDE;
import static space.penumbra.domain.telemetry.Reading.BATTERY_CHARGE;
import static space.penumbra.domain.telemetry.Reading.BATTERY_POWER;
import static space.penumbra.domain.telemetry.Reading.BATTERY_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.BUS_VOLTAGE;
import static space.penumbra.domain.telemetry.Reading.COLD_PLATE_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.COOLANT_FLOW;
import static space.penumbra.domain.telemetry.Reading.CPU_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.CPU_UTILISATION;
import static space.penumbra.domain.telemetry.Reading.GPU_MEMORY_TEMPERATURE_MAX;
import static space.penumbra.domain.telemetry.Reading.GPU_POWER;
import static space.penumbra.domain.telemetry.Reading.GPU_TEMPERATURE_MAX;
import static space.penumbra.domain.telemetry.Reading.GPU_UTILISATION;
import static space.penumbra.domain.telemetry.Reading.LINK_RECEIVE;
import static space.penumbra.domain.telemetry.Reading.LINK_TRANSMIT;
import static space.penumbra.domain.telemetry.Reading.LOAD_POWER;
import static space.penumbra.domain.telemetry.Reading.MEMORY_USED;
import static space.penumbra.domain.telemetry.Reading.POINTING_ERROR;
import static space.penumbra.domain.telemetry.Reading.POWER_MARGIN;
import static space.penumbra.domain.telemetry.Reading.RADIATOR_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.SOLAR_POWER;
import static space.penumbra.domain.telemetry.Reading.SUN_SENSOR;

import java.util.Arrays;
import java.util.List;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;

/** One node in depth. */
final class NodeDashboard {

    private static final String NODE = "\"node\" =~ /^$node$/";

    private NodeDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-node",
                "Penumbra: node",
                "Every reading of one node, with its alarms, hazard windows and commands.",
                "now-6h",
                "now",
                List.of(Variables.SHELL, Variables.NODE),
                Dashboard.marksOfTheNode(),
                List.of(
                        Panel.row("Now"),
                        latest("Battery", BATTERY_CHARGE, "State of charge.").limits("battery-charge-sunlit"),
                        latest("Power margin", POWER_MARGIN, "What could still be drawn; below zero it is overdrawn.")
                                .limits("power-margin"),
                        latest("Hottest GPU", GPU_TEMPERATURE_MAX, "The hottest GPU of the node.")
                                .limits("gpu-temperature"),
                        latest("Sunlight", SUN_SENSOR, "Share of the solar disc that is seen; 0 in umbra."),
                        latest("GPU utilisation", GPU_UTILISATION, "Mean over the GPUs."),
                        latest("Altitude", ALTITUDE, "Above the ellipsoid."),
                        Panel.row("Power"),
                        readings(
                                "Power",
                                "Array output, load and battery power, which is positive when discharging.",
                                SOLAR_POWER,
                                LOAD_POWER,
                                BATTERY_POWER,
                                GPU_POWER),
                        readings(
                                        "State of charge",
                                        "It falls in every eclipse; how deep is what planning is about.",
                                        BATTERY_CHARGE)
                                .limits("battery-charge-sunlit"),
                        readings("Bus voltage", "Sags when the bus is overdrawn.", BUS_VOLTAGE)
                                .limits("bus-voltage-low"),
                        Panel.row("Heat"),
                        readings("Hottest GPU over time", "The hottest GPU of the node.", GPU_TEMPERATURE_MAX)
                                .limits("gpu-temperature"),
                        readings(
                                        "Hottest GPU memory",
                                        "Memory throttles before the core does.",
                                        GPU_MEMORY_TEMPERATURE_MAX)
                                .limits("gpu-memory-temperature"),
                        readings("Radiator", "Heat leaves by radiating alone.", RADIATOR_TEMPERATURE)
                                .limits("radiator-temperature"),
                        readings(
                                "Cooling loop",
                                "Cold plate, CPU and battery.",
                                COLD_PLATE_TEMPERATURE,
                                CPU_TEMPERATURE,
                                BATTERY_TEMPERATURE),
                        readings(
                                "Coolant flow",
                                "A falling flow at rising temperature is a pump or a leak.",
                                COOLANT_FLOW),
                        Panel.row("GPUs"),
                        gpus(
                                "Temperature of each GPU",
                                "celsius",
                                "temperatureCelsius",
                                "One line for each GPU; one apart from its neighbours is a suspect."),
                        gpus("Power of each GPU", "watt", "powerWatts", "One line for each GPU."),
                        gpus("Utilisation of each GPU", "percentunit", "utilisationRatio", "One line for each GPU."),
                        Panel.bars(
                                        "Memory errors of each GPU",
                                        "short",
                                        "Errors that ECC corrected, per interval.",
                                        Query.byTag(Query.gain("correctedErrors"), "gpu", NODE, "gpu"))
                                .width(12),
                        Panel.bars(
                                        "Events of the node",
                                        "short",
                                        "Gain of every counter of the node, per interval.",
                                        counters())
                                .width(12),
                        Panel.row("Compute, links and attitude"),
                        readings("Utilisation", "GPUs, CPU and memory.", GPU_UTILISATION, CPU_UTILISATION, MEMORY_USED),
                        readings("Links", "Bytes a second; migrations show here.", LINK_TRANSMIT, LINK_RECEIVE),
                        readings("Pointing error", "A large error costs power in sunlight.", POINTING_ERROR)
                                .limits("pointing-error"),
                        Panel.row("What happened"),
                        Panel.track(
                                "Ground track",
                                "Where the node was in the chosen range.",
                                new Query(
                                        "SELECT last(\"latitudeDegrees\") AS \"latitude\", last(\"longitudeDegrees\") AS"
                                                + " \"longitude\", last(\"sunSensorRatio\") AS \"sunlight\" FROM \"node\" WHERE "
                                                + NODE + " AND $timeFilter GROUP BY time($__interval) fill(none)",
                                        "",
                                        true)),
                        Panel.table(
                                "Alarms of the node",
                                "What detection said, newest first.",
                                Query.rows(
                                        "\"level\", \"change\", \"rule\", \"value\", \"limit\", \"message\"",
                                        "alarm",
                                        NODE,
                                        "DESC")),
                        Panel.table(
                                "Hazard windows of the node",
                                "Windows that begin in the chosen range; choose a range that reaches ahead to see forecasts.",
                                Query.rows(
                                        "\"kind\", \"durationSeconds\", \"severity\", \"probability\"",
                                        "hazard",
                                        NODE,
                                        "DESC")),
                        Panel.table(
                                "Commands of the node",
                                "Commands that took work from this node or brought work to it, newest first.",
                                Query.rows(
                                        "\"workload\", \"action\", \"reason\", \"state\", \"source\", \"target\", \"marginSeconds\"",
                                        "command",
                                        "(\"source\" =~ /^$node$/ OR \"target\" =~ /^$node$/)",
                                        "DESC"))));
    }

    private static Panel latest(String title, Reading reading, String description) {
        return Panel.stat(
                title,
                GrafanaUnit.of(reading),
                description,
                Query.number("last(\"" + reading.field() + "\")", "node", NODE));
    }

    private static Panel readings(String title, String description, Reading... readings) {
        return Panel.lines(
                title,
                GrafanaUnit.of(readings[0]),
                description,
                Arrays.stream(readings)
                        .map(reading ->
                                Query.over(Query.mean(reading.field()), "node", NODE, Words.ofField(reading.field())))
                        .toArray(Query[]::new));
    }

    private static Panel gpus(String title, String unit, String field, String description) {
        return Panel.lines(title, unit, description, Query.byTag(Query.mean(field), "gpu", NODE, "gpu"));
    }

    private static Query[] counters() {
        return Arrays.stream(Counter.values())
                .map(counter -> Query.over(Query.gain(counter.field()), "node", NODE, Words.ofField(counter.field())))
                .toArray(Query[]::new);
    }
}
