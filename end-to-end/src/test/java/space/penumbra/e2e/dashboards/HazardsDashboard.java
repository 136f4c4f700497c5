package space.penumbra.e2e.dashboards;

import java.util.List;

/** What threatens the fleet, three hours ahead. */
final class HazardsDashboard {

    private static final String KIND = "\"kind\" =~ /^$kind$/";

    private HazardsDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-hazards",
                "Penumbra: hazards",
                "Forecast windows of eclipse, SAA and other hazards, and space weather.",
                "now-1h",
                "now+3h",
                List.of(Variables.KIND),
                Dashboard.marksOfTheFleet(),
                List.of(
                        Panel.row("In the chosen range"),
                        windows("Umbra entries", "UMBRA", "Passages into the Earth's full shadow."),
                        windows("SAA entries", "SAA", "Passages into the South Atlantic Anomaly."),
                        Panel.stat(
                                "Nodes threatened",
                                "short",
                                "Nodes with at least one window of the chosen kinds.",
                                Query.ofLatest("count", "durationSeconds", "hazard", KIND, "\"node\"", "")),
                        Panel.stat(
                                "Longest umbra",
                                "s",
                                "The longest full shadow of any node.",
                                Query.number(Query.max("durationSeconds"), "hazard", "\"kind\" = 'UMBRA'")),
                        Panel.stat(
                                "Strongest SAA pass",
                                "none",
                                "Peak flux of protons above 30 MeV, in 1/(cm² s).",
                                Query.number(Query.max("severity"), "hazard", "\"kind\" = 'SAA'")),
                        Panel.stat(
                                "Least certain window",
                                "percentunit",
                                "The lowest probability of any window of the chosen kinds.",
                                Query.number(Query.min("probability"), "hazard", KIND)),
                        Panel.row("Forecast"),
                        Panel.bars(
                                        "Windows that begin",
                                        "short",
                                        "Number of windows that begin in each interval, by kind: when the fleet will be busy.",
                                        Query.byTag(Query.count("durationSeconds"), "hazard", KIND, "kind"))
                                .width(12),
                        Panel.lines(
                                        "Length of windows",
                                        "s",
                                        "Mean length of the windows that begin in each interval.",
                                        Query.byTag(Query.mean("durationSeconds"), "hazard", KIND, "kind"))
                                .width(12),
                        Panel.table(
                                        "Next windows",
                                        "In order of their begin; the time is the begin of the window.",
                                        Query.rows(
                                                "\"node\", \"kind\", \"durationSeconds\", \"severity\", \"probability\"",
                                                "hazard",
                                                KIND,
                                                "ASC"))
                                .width(24),
                        Panel.row("Space weather"),
                        Panel.lines(
                                        "Space weather",
                                        "short",
                                        "Value of each feed: proton flux, Kp and the like.",
                                        Query.byTag(Query.max("value"), "weather", "", "feed"))
                                .width(12),
                        Panel.lines(
                                        "NOAA scales",
                                        "none",
                                        "Level on the scale of each feed, 0 (quiet) to 5 (extreme).",
                                        Query.byTag(Query.max("scale"), "weather", "", "feed"))
                                .with(Thresholds.noaaScale())
                                .width(12)));
    }

    private static Panel windows(String title, String kind, String description) {
        return Panel.stat(
                title,
                "short",
                description,
                Query.number(Query.count("durationSeconds"), "hazard", "\"kind\" = '" + kind + "'"));
    }
}
