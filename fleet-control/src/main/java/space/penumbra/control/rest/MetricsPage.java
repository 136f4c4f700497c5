package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Supplier;
import space.penumbra.control.push.PushHub;
import space.penumbra.control.view.FleetSummary;
import space.penumbra.control.view.FleetView;
import space.penumbra.control.view.Summaries;

/** The metrics of the fleet and of this application in the Prometheus text format 0.0.4. */
final class MetricsPage {

    private final FleetView view;
    private final PushHub hub;
    private final Supplier<Map<String, Long>> undecodable;

    MetricsPage(FleetView view, PushHub hub, Supplier<Map<String, Long>> undecodable) {
        this.view = view;
        this.hub = hub;
        this.undecodable = undecodable;
    }

    void answer(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(text());
    }

    String text() {
        FleetSummary summary = Summaries.of(view);
        StringBuilder page = new StringBuilder();
        one(
                page,
                "fleet_event_time_seconds",
                "gauge",
                "Event time of the fleet",
                summary.time().getEpochSecond());
        one(page, "fleet_nodes", "gauge", "Nodes in service", summary.nodes());
        one(
                page,
                "fleet_silent_nodes",
                "gauge",
                "Nodes that are silent although contact is expected",
                summary.silent());
        many(
                page,
                "fleet_nodes_by_level",
                "gauge",
                "Nodes by the worst level of their alarms",
                "level",
                summary.byLevel());
        one(
                page,
                "alarms_unacknowledged",
                "gauge",
                "Alarms that nobody acknowledged",
                summary.alarms().unacknowledged());
        many(
                page,
                "alarms_active",
                "gauge",
                "Alarms whose condition holds",
                "level",
                summary.alarms().byLevel());
        many(
                page,
                "commands",
                "gauge",
                "Commands by state",
                "state",
                summary.commands().byState());
        one(
                page,
                "commands_issued_total",
                "counter",
                "Commands that left the gate",
                summary.commands().issuedTotal());
        one(
                page,
                "saved_gpu_hours_total",
                "counter",
                "Weighted GPU-hours that commands saved",
                summary.savedGpuHours());
        one(page, "hold", "gauge", "1 while HOLD is on", summary.hold().on() ? 1 : 0);
        one(
                page,
                "nodes_at_risk",
                "gauge",
                "Nodes whose battery the next hour empties",
                summary.nextHour().nodesAtRisk());
        one(
                page,
                "nodes_uncovered",
                "gauge",
                "Those of them without a command",
                summary.nextHour().uncovered());
        many(page, "undecodable_total", "counter", "Records that could not be read", "topic", undecodable.get());
        one(page, "push_clients", "gauge", "Listeners of server-sent events", hub.clients());
        one(page, "push_dropped_total", "counter", "Listeners that were too slow", hub.dropped());
        return page.toString();
    }

    private static void one(StringBuilder page, String name, String type, String help, Number value) {
        head(page, name, type, help);
        page.append("penumbra_").append(name).append(' ').append(value).append('\n');
    }

    private static void many(
            StringBuilder page, String name, String type, String help, String label, Map<?, ? extends Number> values) {
        head(page, name, type, help);
        values.forEach((key, value) -> page.append("penumbra_" + name + "{" + label + "=\"" + key + "\"} " + value)
                .append('\n'));
    }

    private static void head(StringBuilder page, String name, String type, String help) {
        page.append("# HELP penumbra_").append(name).append(' ').append(help).append('\n');
        page.append("# TYPE penumbra_").append(name).append(' ').append(type).append('\n');
    }
}
