package space.penumbra.e2e.dashboards;

import static space.penumbra.domain.telemetry.Counter.CORRECTED_ERRORS;
import static space.penumbra.domain.telemetry.Counter.FUNCTIONAL_INTERRUPTS;
import static space.penumbra.domain.telemetry.Counter.REMAPPED_ROWS;
import static space.penumbra.domain.telemetry.Counter.RESTARTS;
import static space.penumbra.domain.telemetry.Counter.SILENT_ERRORS;
import static space.penumbra.domain.telemetry.Counter.UNCORRECTED_ERRORS;
import static space.penumbra.e2e.dashboards.Readings.SHELL;

import java.util.List;
import space.penumbra.domain.telemetry.Counter;

/** What radiation does to memory and logic, and what it comes from. */
final class RadiationDashboard {

    private RadiationDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-radiation",
                "Penumbra: radiation and upsets",
                "Upsets of the fleet beside the particles that cause them: the environment hits a shell, a failing part hits one node.",
                "now-24h",
                "now",
                List.of(Variables.SHELL),
                Dashboard.marksOfTheFleet(),
                List.of(
                        Panel.row("In the chosen range"),
                        gained("Corrected", CORRECTED_ERRORS, "Memory errors that ECC corrected."),
                        gained("Uncorrected", UNCORRECTED_ERRORS, "Memory errors that ECC could only detect.")
                                .with(Thresholds.anyIsBad()),
                        gained("Silent", SILENT_ERRORS, "Wrong results that checks of the computation found.")
                                .with(Thresholds.anyIsBad()),
                        gained("Interrupts", FUNCTIONAL_INTERRUPTS, "Devices that hung or reset themselves."),
                        gained("Rows remapped", REMAPPED_ROWS, "Memory rows that were given up for good."),
                        gained("Restarts", RESTARTS, "Restarts of a node's own software."),
                        Panel.row("Upsets"),
                        Panel.lines(
                                        "Highest upset rate of any node",
                                        "short",
                                        "Corrected and uncorrected errors in each full hour, of the node that had most.",
                                        Query.highestHourlyGain(
                                                List.of(CORRECTED_ERRORS.field(), UNCORRECTED_ERRORS.field()),
                                                SHELL,
                                                "upsets per hour"))
                                .limits("upset-rate"),
                        Panel.bars(
                                "Upsets of the fleet",
                                "short",
                                "Errors and interrupts per interval over all nodes: compare with windows and weather.",
                                Query.sumOverNodes(Query.gain(CORRECTED_ERRORS.field()), SHELL, "corrected"),
                                Query.sumOverNodes(Query.gain(UNCORRECTED_ERRORS.field()), SHELL, "uncorrected"),
                                Query.sumOverNodes(Query.gain(FUNCTIONAL_INTERRUPTS.field()), SHELL, "interrupts")),
                        Panel.bars(
                                "Upsets by shell",
                                "short",
                                "Corrected errors per interval and shell: altitude and inclination show.",
                                Query.sumOverNodesBy("shell", Query.gain(CORRECTED_ERRORS.field()), SHELL)),
                        Panel.row("Where it comes from"),
                        Panel.bars(
                                "Passes through the anomaly",
                                "short",
                                "Nodes that enter the South Atlantic Anomaly in each interval.",
                                Query.over(Query.count("durationSeconds"), "hazard", "\"kind\" = 'SAA'", "entries")),
                        Panel.lines(
                                "Strongest pass",
                                "none",
                                "Peak flux of protons above 30 MeV of the passes that begin in each interval, in 1/(cm² s).",
                                Query.over(Query.max("severity"), "hazard", "\"kind\" = 'SAA'", "peak flux")),
                        Panel.lines(
                                        "NOAA scales",
                                        "none",
                                        "Level on the scale of each feed, 0 (quiet) to 5 (extreme).",
                                        Query.byTag(Query.max("scale"), "weather", "", "feed"))
                                .with(Thresholds.noaaScale()),
                        Panel.lines(
                                        "Space weather",
                                        "short",
                                        "Value of each feed: proton flux, Kp and the like.",
                                        Query.byTag(Query.max("value"), "weather", "", "feed"))
                                .width(24),
                        Panel.row("Which ones"),
                        Panel.table(
                                "Most corrected errors",
                                "Nodes with most corrected errors in the chosen range; one far ahead of its shell is a failing part, not the weather.",
                                Query.mostGained(CORRECTED_ERRORS.field(), "\"node\"", "errors", "node", SHELL)),
                        Panel.table(
                                "Most uncorrected errors",
                                "Nodes with most errors that ECC could not correct.",
                                Query.mostGained(UNCORRECTED_ERRORS.field(), "\"node\"", "errors", "node", SHELL)),
                        Panel.table(
                                        "Alarms about upsets",
                                        "What detection said of upset rates, newest first.",
                                        Query.rows(
                                                "\"level\", \"change\", \"node\", \"rule\", \"value\", \"limit\", \"message\"",
                                                "alarm",
                                                "\"rule\" =~ /upset/",
                                                "DESC"))
                                .width(24)));
    }

    private static Panel gained(String title, Counter counter, String description) {
        return Panel.stat(title, "short", description, Query.gainedInAll(counter.field(), SHELL));
    }
}
