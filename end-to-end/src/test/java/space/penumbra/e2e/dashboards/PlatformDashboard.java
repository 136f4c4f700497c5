package space.penumbra.e2e.dashboards;

import java.util.List;

/** The platform itself: does it keep up, does it save what it knows, does it lose anything. */
final class PlatformDashboard {

    private static final String SOURCES = "operator_name=~\"Source.*\"";

    private PlatformDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "penumbra-platform",
                "Penumbra: the platform itself",
                "Lag, checkpoints and restarts of the jobs; gate, console and webhooks; what was diverted on the way. Jobs and services by the wall clock, what was diverted in event time.",
                "now-1h",
                "now",
                List.of(),
                List.of(),
                List.of(
                        Panel.row("Now"),
                        now("Jobs running", "short", "Of four.", "count(flink_jobmanager_job_runningTime > 0)"),
                        now(
                                        "Records behind",
                                        "short",
                                        "Records that wait in Kafka, over all jobs.",
                                        "sum(" + task("pendingRecords") + ")")
                                .alert("PenumbraLag"),
                        now(
                                        "Failed checkpoints",
                                        "short",
                                        "In the chosen range.",
                                        "sum(increase(flink_jobmanager_job_numberOfFailedCheckpoints[$__range]))")
                                .alert("PenumbraCheckpointsFail"),
                        now(
                                        "Dead letters",
                                        "short",
                                        "Webhook messages given up in the chosen range; the console sends them again.",
                                        "sum(increase(penumbra_webhooks_dead_lettered_total[$__range]))")
                                .alert("PenumbraWebhooksDead"),
                        now(
                                        "Nodes uncovered",
                                        "short",
                                        "Nodes that would empty their batteries within the hour and that no command covers.",
                                        "penumbra_nodes_uncovered")
                                .alert("PenumbraNodesUncovered"),
                        now(
                                "Fleet time",
                                "dateTimeAsIso",
                                "Event time of the newest telemetry; ahead of the wall clock in a fast demo.",
                                "penumbra_fleet_event_time_seconds * 1000"),
                        Panel.row("Jobs: do they keep up"),
                        lines(
                                        "Records behind by job",
                                        "short",
                                        "Records that wait in Kafka. A steady climb is a job that is too small.",
                                        "sum by (job_name) (" + task("pendingRecords") + ")",
                                        "{{job_name}}")
                                .alert("PenumbraLag"),
                        lines(
                                "Records read",
                                "cps",
                                "By job, over all its sources.",
                                "sum by (job_name) (rate(flink_taskmanager_job_task_operator_numRecordsOut{" + SOURCES
                                        + "}[$__rate_interval]))",
                                "{{job_name}}"),
                        lines(
                                "Busiest task",
                                "percentunit",
                                "Share of the time in which the busiest task of each job works; near one it is the bottleneck.",
                                "max by (job_name) (flink_taskmanager_job_task_busyTimeMsPerSecond) / 1000",
                                "{{job_name}}"),
                        lines(
                                "Held back",
                                "percentunit",
                                "Share of the time in which a task waits for the one after it.",
                                "max by (job_name) (flink_taskmanager_job_task_backPressuredTimeMsPerSecond) / 1000",
                                "{{job_name}}"),
                        lines(
                                "Points written to the history",
                                "cps",
                                "While the store is away this is zero and the history job waits; nothing is lost.",
                                "sum(rate(" + task("pointsWritten") + "[$__rate_interval]))",
                                "written"),
                        lines(
                                "Points refused by the history",
                                "cps",
                                "Points that the store will never take; each is in the job's log.",
                                "sum(rate(" + task("pointsRefused") + "[$__rate_interval]))",
                                "refused"),
                        Panel.row("Jobs: do they save what they know"),
                        lines(
                                        "Duration of checkpoints",
                                        "ms",
                                        "Results become visible at checkpoints: latency grows with this.",
                                        "flink_jobmanager_job_lastCheckpointDuration",
                                        "{{job_name}}")
                                .alert("PenumbraCheckpointsSlow"),
                        lines(
                                "State",
                                "bytes",
                                "Size of the newest full checkpoint.",
                                "flink_jobmanager_job_lastCheckpointFullSize",
                                "{{job_name}}"),
                        lines(
                                        "Checkpoints",
                                        "cpm",
                                        "Completed and failed, each minute, over all jobs.",
                                        "sum(rate(flink_jobmanager_job_numberOfCompletedCheckpoints[$__rate_interval])) * 60",
                                        "completed")
                                .and(Query.metrics(
                                        "sum(rate(flink_jobmanager_job_numberOfFailedCheckpoints[$__rate_interval])) * 60",
                                        "failed")),
                        lines(
                                        "Restarts",
                                        "short",
                                        "In a quarter of an hour, by job.",
                                        "increase(flink_jobmanager_job_numRestarts[15m])",
                                        "{{job_name}}")
                                .alert("PenumbraJobRestarts")
                                .width(24),
                        Panel.row("Fleet control"),
                        lines(
                                "Commands under way",
                                "short",
                                "By state; many that wait for approval wait for a person.",
                                "penumbra_commands{state=~\"PROPOSED|AWAITING_APPROVAL|HELD|ISSUED|ACCEPTED|CHECKPOINTED|TRANSFERRED|RESTORED\"}",
                                "{{state}}"),
                        lines("Alarms", "short", "Active alarms by level.", "penumbra_alarms_active", "{{level}}"),
                        lines(
                                "Not acknowledged",
                                "short",
                                "Alarms that nobody has looked at.",
                                "penumbra_alarms_unacknowledged",
                                "alarms"),
                        lines(
                                "Silent nodes",
                                "short",
                                "Nodes that do not report although contact is expected.",
                                "penumbra_fleet_silent_nodes",
                                "nodes"),
                        lines("Hold", "short", "1 while somebody holds all commands back.", "penumbra_hold", "hold")
                                .alert("PenumbraHoldForgotten"),
                        lines(
                                        "Unreadable records",
                                        "short",
                                        "Records in a quarter of an hour that no reader of fleet control understood, by topic: a writer speaks another version.",
                                        "increase(penumbra_undecodable_total[15m])",
                                        "{{topic}}")
                                .alert("PenumbraUndecodable"),
                        lines(
                                        "Console",
                                        "short",
                                        "Browsers that listen to the stream of events.",
                                        "penumbra_push_clients",
                                        "listening")
                                .width(24),
                        Panel.row("Webhooks"),
                        lines(
                                        "Messages",
                                        "cps",
                                        "Delivered, tried again, and given up.",
                                        "rate(penumbra_webhooks_delivered_total[$__rate_interval])",
                                        "delivered")
                                .and(Query.metrics(
                                        "rate(penumbra_webhooks_retried_total[$__rate_interval])", "tried again"))
                                .and(Query.metrics(
                                        "rate(penumbra_webhooks_dead_lettered_total[$__rate_interval])", "given up")),
                        lines(
                                "Queued",
                                "short",
                                "Messages that wait, by endpoint.",
                                "penumbra_webhooks_queued",
                                "{{endpoint}}"),
                        lines(
                                        "Open circuits",
                                        "short",
                                        "1 while an endpoint has failed so often that it is left alone for a while.",
                                        "penumbra_webhooks_circuit_open",
                                        "{{endpoint}}")
                                .alert("PenumbraWebhookCircuitOpen"),
                        Panel.row("What was diverted"),
                        diverted(
                                "Rejected telemetry",
                                "Records that could not be used, by reason; each is kept with its bytes in telemetry.rejected.",
                                "\"kind\" = 'rejected'",
                                "reason"),
                        diverted(
                                "Undelivered webhooks",
                                "Messages given up, by endpoint; each is kept in webhooks.undelivered until it is sent again.",
                                "\"kind\" = 'undelivered'",
                                "place"),
                        diverted(
                                "Delivered later",
                                "Messages that were sent again and taken.",
                                "\"kind\" = 'delivered-later'",
                                "place"),
                        Panel.table(
                                        "Diverted by the minute",
                                        "What did not go its way, newest first.",
                                        Query.rows(
                                                "\"count\", \"kind\", \"place\", \"reason\"", "diverted", "", "DESC"))
                                .width(24)));
    }

    private static String task(String metric) {
        return "flink_taskmanager_job_task_operator_" + metric;
    }

    private static Panel now(String title, String unit, String description, String promQl) {
        return Panel.stat(title, unit, description, Query.metrics(promQl, title));
    }

    private static Panel lines(String title, String unit, String description, String promQl, String legend) {
        return Panel.lines(title, unit, description, Query.metrics(promQl, legend));
    }

    private static Panel diverted(String title, String description, String where, String tag) {
        return Panel.bars(title, "short", description, Query.byTag(Query.sum("count"), "diverted", where, tag));
    }
}
