package space.penumbra.e2e.dashboards;

import java.util.List;

/** What the platform did with workloads, why, and what it was worth. */
final class MigrationsDashboard {

    private static final String REASON = "\"reason\" =~ /^$reason$/";
    private static final String COMPLETED = REASON + " AND \"state\" = 'COMPLETED'";
    private static final String UNHAPPY = "\"state\" =~ /^(FAILED|TIMED_OUT|REJECTED|EXPIRED)$/";

    private MigrationsDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-migrations",
                "Penumbra: migrations",
                "Commands from proposal to end: reasons, margins, cost and saving.",
                "now-6h",
                "now",
                List.of(Variables.REASON),
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
                                .badAbove(1, 5),
                        Panel.stat(
                                        "Smallest margin",
                                        "s",
                                        "From completion to the deadline, at its least; below zero it came late.",
                                        number("min", "marginSeconds", COMPLETED))
                                .badBelow(0, 60),
                        Panel.stat(
                                "Saved",
                                "suffix: GPU h",
                                "Expected saving of completed commands against doing nothing, weighted GPU-hours.",
                                number("sum", "savingGpuHours", COMPLETED)),
                        Panel.stat(
                                "Spent",
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
                        Panel.row("Margin and worth"),
                        Panel.points(
                                        "Margin of completed commands",
                                        "s",
                                        "Least margin per interval and reason; what comes near zero was nearly too late.",
                                        Query.byTag(Query.min("marginSeconds"), "command", COMPLETED, "reason"))
                                .badBelow(0, 60),
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
}
