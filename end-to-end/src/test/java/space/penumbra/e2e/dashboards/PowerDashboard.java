package space.penumbra.e2e.dashboards;

import static space.penumbra.domain.telemetry.Reading.BATTERY_CHARGE;
import static space.penumbra.domain.telemetry.Reading.BATTERY_POWER;
import static space.penumbra.domain.telemetry.Reading.BATTERY_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.BUS_VOLTAGE;
import static space.penumbra.domain.telemetry.Reading.COLD_PLATE_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.COOLANT_FLOW;
import static space.penumbra.domain.telemetry.Reading.CPU_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.LOAD_POWER;
import static space.penumbra.domain.telemetry.Reading.POINTING_ERROR;
import static space.penumbra.domain.telemetry.Reading.POWER_MARGIN;
import static space.penumbra.domain.telemetry.Reading.RADIATOR_TEMPERATURE;
import static space.penumbra.domain.telemetry.Reading.SOLAR_POWER;
import static space.penumbra.domain.telemetry.Reading.SUN_SENSOR;
import static space.penumbra.e2e.dashboards.Readings.SHELL;
import static space.penumbra.e2e.dashboards.Readings.byShell;
import static space.penumbra.e2e.dashboards.Readings.fleetSum;
import static space.penumbra.e2e.dashboards.Readings.highest;
import static space.penumbra.e2e.dashboards.Readings.latest;
import static space.penumbra.e2e.dashboards.Readings.lowest;
import static space.penumbra.e2e.dashboards.Readings.worst;

import java.util.List;

/** Where the energy comes from, what it is stored in, and how its heat gets out. */
final class PowerDashboard {

    private PowerDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-power",
                "Penumbra: power and thermal",
                "Arrays, batteries and buses; radiators, cold plates and coolant; each against the limits that raise alarms.",
                "now-6h",
                "now",
                List.of(Variables.SHELL),
                Dashboard.marksOfTheFleet(),
                List.of(
                        Panel.row("Now"),
                        latest("min", "Lowest battery", BATTERY_CHARGE, "The least charged battery.")
                                .limits("battery-charge-eclipse"),
                        latest("min", "Lowest power margin", POWER_MARGIN, "Below zero a node is overdrawn.")
                                .limits("power-margin"),
                        latest("min", "Lowest bus voltage", BUS_VOLTAGE, "It sags when the bus is overdrawn.")
                                .limits("bus-voltage-low"),
                        latest("max", "Hottest radiator", RADIATOR_TEMPERATURE, "Heat leaves by radiating alone.")
                                .limits("radiator-temperature"),
                        latest("max", "Hottest cold plate", COLD_PLATE_TEMPERATURE, "What the GPUs sit on.")
                                .limits("cold-plate-temperature"),
                        latest("max", "Worst pointing", POINTING_ERROR, "A large error costs power and links.")
                                .limits("pointing-error"),
                        Panel.row("Energy"),
                        Panel.lines(
                                "Power of the fleet",
                                "watt",
                                "Array output, load and battery power; battery power is positive when discharging.",
                                fleetSum(SOLAR_POWER, "solar"),
                                fleetSum(LOAD_POWER, "load"),
                                fleetSum(BATTERY_POWER, "battery")),
                        lowest("Lowest battery by shell", BATTERY_CHARGE, "The depth that eclipses dig.")
                                .limits("battery-charge-eclipse"),
                        Panel.lines(
                                "Spread of charge",
                                "percentunit",
                                "Over all nodes: one in ten is emptier than p10.",
                                Query.percentile(BATTERY_CHARGE.field(), 10, "node", SHELL),
                                Query.percentile(BATTERY_CHARGE.field(), 50, "node", SHELL),
                                Query.percentile(BATTERY_CHARGE.field(), 90, "node", SHELL)),
                        lowest("Lowest power margin by shell", POWER_MARGIN, "What the worst node could still draw.")
                                .limits("power-margin"),
                        lowest("Lowest bus voltage by shell", BUS_VOLTAGE, "Under-voltage drops the bus.")
                                .limits("bus-voltage-low"),
                        byShell(
                                "Sunlight by shell",
                                SUN_SENSOR,
                                Query.mean(SUN_SENSOR.field()),
                                "Mean share of the solar disc that is seen; 0 in umbra."),
                        Panel.row("Batteries and pointing"),
                        highest("Hottest battery by shell", BATTERY_TEMPERATURE, "Heat ages batteries.")
                                .limits("battery-hot"),
                        lowest("Coldest battery by shell", BATTERY_TEMPERATURE, "Below freezing none may be charged.")
                                .limits("battery-cold"),
                        highest("Worst pointing by shell", POINTING_ERROR, "Between array normal and Sun.")
                                .limits("pointing-error"),
                        Panel.row("Heat"),
                        highest("Hottest radiator by shell", RADIATOR_TEMPERATURE, "What is left to lose heat with.")
                                .limits("radiator-temperature"),
                        highest("Hottest cold plate by shell", COLD_PLATE_TEMPERATURE, "Between GPUs and coolant.")
                                .limits("cold-plate-temperature"),
                        lowest(
                                "Weakest coolant flow by shell",
                                COOLANT_FLOW,
                                "A falling flow at rising temperature is a pump or a leak."),
                        highest("Hottest CPU by shell", CPU_TEMPERATURE, "Hosts in orbit share the cooling loop."),
                        Panel.row("Which ones"),
                        worst(
                                "Least charged nodes",
                                "The ten lowest battery readings in the chosen range.",
                                "bottom",
                                BATTERY_CHARGE,
                                "charge"),
                        worst(
                                "Hottest radiators",
                                "The ten hottest radiators in the chosen range.",
                                "top",
                                RADIATOR_TEMPERATURE,
                                "radiator")));
    }
}
