package space.penumbra.e2e.dashboards;

import java.util.List;

/** What the platform did with workloads, why, and what it proved worth. */
final class MigrationsDashboard {

    private static final String REASON = "\"reason\" =~ /^$reason$/";
    private static final String COMPLETED = REASON + " AND \"state\" = 'COMPLETED'";
    private static final String JUDGED = REASON + " AND \"tenant\" =~ /^$tenant$/";
    private static final String NEEDLESS = JUDGED + " AND \"needless\" = 'true'";
    private static final String SAVED_UNIT = "suffix: GPU h";
    private static final String UNHAPPY = "\"state\" =~ /^(FAILED|TIMED_OUT|REJECTED|EXPIRED)$/";

    private MigrationsDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-migrations",
                "Penumbra: migrations and value",
                "Commands from proposal to end: reasons, margins, cost; and what each proved worth once its hazard was over.",
                "now-6h",
                "now",
                List.of(Variables.REASON, Variables.TENANT),
                Dashboard.marksOfTheFleet(),
                List.of(
                        Panel.row("In the chosen range"),
                        Panel.stat(
                                "Completed",
                                "short",
                                "Commands that were verified.",
                                number("count", "attempts", COMPLETED)),
                        Panel.stat(
                                        "Not completed",
                                        "short",
                                        "Commands that failed, timed out, were rejected by an executor or expired.",
                                        number("count", "attempts", REASON + " AND " + UNHAPPY))
                                .with(Thresholds.anyIsBad()),
                        Panel.stat(
                                        "Smallest margin",
                                        "s",
                                        "From completion to the deadline, at its least; below zero it came late.",
                                        number("min", "marginSeconds", COMPLETED))
                                .with(Thresholds.margin()),
                        Panel.stat(
                                "Saving, planned",
                                "suffix: GPU h",
                                "Expected saving of completed commands against doing nothing, weighted GPU-hours.",
                                number("sum", "savingGpuHours", COMPLETED)),
                        Panel.stat(
                                "Cost, planned",
                                "suffix: GPU h",
                                "Expected cost of completed commands, weighted GPU-hours.",
                                number("sum", "costGpuHours", COMPLETED)),
                        Panel.stat(
                                "Moved",
                                "decgbytes",
                                "State that completed commands carried over the links.",
                                number("sum", "transferGigabytes", COMPLETED)),
                        Panel.row("Flow"),
                        Panel.bars(
                                        "Steps by state",
                                        "short",
                                        "Commands that entered each state, per interval.",
                                        Query.byTag(Query.count("attempts"), "command", REASON, "state"))
                                .width(12),
                        Panel.bars(
                                        "Completed by reason",
                                        "short",
                                        "Why workloads were acted upon.",
                                        Query.byTag(Query.count("attempts"), "command", COMPLETED, "reason"))
                                .width(12),
                        Panel.row("Value, judged afterwards"),
                        Panel.stat(
                                "Saved",
                                SAVED_UNIT,
                                "GPU-hours that actions proved to save; a needless one counts with minus its cost.",
                                value("sum", "savedGpuHours", JUDGED)),
                        Panel.stat(
                                "Actions judged",
                                "short",
                                "Actions whose hazard is over.",
                                value("sum", "count", JUDGED)),
                        Panel.stat(
                                "Needless",
                                "short",
                                "Actions without which no harm would have come.",
                                value("sum", "count", NEEDLESS)),
                        Panel.stat(
                                "Needless moves",
                                "short",
                                "Needless actions that moved work to another node: the dearest.",
                                value("sum", "count", NEEDLESS + " AND \"action\" = 'MIGRATE'")),
                        Panel.stat(
                                "Battery depth avoided",
                                "suffix: batteries",
                                "Depth of discharge that the threatened nodes were spared, in whole batteries.",
                                value("sum", "depthAvoidedRatio", JUDGED)),
                        Panel.stat(
                                "Lowest charge seen",
                                "percentunit",
                                "The emptiest battery of a node whose work had been moved away: how close it was.",
                                value("min", "lowestChargeRatio", JUDGED)),
                        Panel.bars(
                                "Saved and spent by day",
                                SAVED_UNIT,
                                "Sums by UTC day on which the hazards were over.",
                                Query.byDay(Query.sum("savedGpuHours"), "value", JUDGED, "saved"),
                                Query.byDay(Query.sum("costGpuHours"), "value", JUDGED, "spent")),
                        Panel.bars(
                                "Needed and needless by day",
                                "short",
                                "How many actions of each day proved needed. Radiation storms are rare: of actions ahead of one, many must be needless.",
                                Query.byDay(
                                        Query.sum("count"), "value", JUDGED + " AND \"needless\" = 'false'", "needed"),
                                Query.byDay(Query.sum("count"), "value", NEEDLESS, "needless")),
                        Panel.bars(
                                "Battery depth avoided by day",
                                "suffix: batteries",
                                "In whole batteries; depth is what ages them.",
                                Query.byDay(Query.sum("depthAvoidedRatio"), "value", JUDGED, "avoided")),
                        Panel.bars(
                                        "Saved by reason",
                                        SAVED_UNIT,
                                        "Which hazard it pays to act upon.",
                                        Query.byTag(Query.sum("savedGpuHours"), "value", JUDGED, "reason"))
                                .width(12),
                        Panel.bars(
                                        "Saved by tenant",
                                        SAVED_UNIT,
                                        "Whose work it was.",
                                        Query.byTag(Query.sum("savedGpuHours"), "value", JUDGED, "tenant"))
                                .width(12),
                        Panel.table(
                                        "Latest judgements",
                                        "What each action proved worth, newest first.",
                                        Query.rows(
                                                "\"workload\", \"tenant\", \"action\", \"reason\", \"source\", \"needless\", \"savedGpuHours\", \"costGpuHours\", \"depthAvoidedRatio\", \"lowestChargeRatio\"",
                                                "value",
                                                JUDGED,
                                                "DESC"))
                                .width(24),
                        Panel.row("Margin and plan"),
                        Panel.points(
                                        "Margin of completed commands",
                                        "s",
                                        "Least margin per interval and reason; what comes near zero was nearly too late.",
                                        Query.byTag(Query.min("marginSeconds"), "command", COMPLETED, "reason"))
                                .with(Thresholds.margin()),
                        Panel.bars(
                                "Saving and cost",
                                "suffix: GPU h",
                                "Expected saving and cost of completed commands, per interval.",
                                Query.over(Query.sum("savingGpuHours"), "command", COMPLETED, "saved"),
                                Query.over(Query.sum("costGpuHours"), "command", COMPLETED, "spent")),
                        Panel.bars(
                                "Completed by action",
                                "short",
                                "Migrating is the dearest action; checkpoint, power cap and pause are cheaper.",
                                Query.byTag(Query.count("attempts"), "command", COMPLETED, "action")),
                        Panel.row("Ledger"),
                        Panel.table(
                                        "Latest steps",
                                        "Every step of every command, newest first.",
                                        Query.rows(
                                                "\"state\", \"workload\", \"action\", \"reason\", \"source\", \"target\","
                                                        + " \"marginSeconds\", \"savingGpuHours\", \"attempts\"",
                                                "command",
                                                REASON,
                                                "DESC"))
                                .width(24),
                        Panel.table(
                                        "What went wrong",
                                        "Commands that failed, timed out, were rejected or expired, newest first.",
                                        Query.rows(
                                                "\"state\", \"workload\", \"action\", \"reason\", \"source\", \"target\","
                                                        + " \"marginSeconds\", \"attempts\"",
                                                "command",
                                                REASON + " AND " + UNHAPPY,
                                                "DESC"))
                                .width(24)));
    }

    private static Query number(String function, String field, String where) {
        return Query.number(function + "(\"" + field + "\")", "command", where);
    }

    private static Query value(String function, String field, String where) {
        return Query.number(function + "(\"" + field + "\")", "value", where);
    }
}
