package space.penumbra.jobs.history;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import java.time.Instant;
import java.util.function.Consumer;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.wear.ComponentWear;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.weather.SpaceWeather;

/**
 * Every measurement of the history store, in line protocol with times in milliseconds. Tags have few values; a number that
 * is not known is left out. The same event gives the same series and time again, so writing twice changes nothing.
 */
final class Lines {

    private static final Reading[] READINGS = Reading.values();
    private static final Counter[] COUNTERS = Counter.values();

    private Lines() {}

    /** Measurements {@code node} and {@code gpu}. */
    static void node(String nodeId, NodeSpec spec, Means means, long millis, Consumer<String> out) {
        Point point = point("node", millis).addTag("node", nodeId);
        if (spec != null) {
            point.addTag("shell", spec.shell()).addTag("source", spec.source());
        }
        for (Reading reading : READINGS) {
            number(point, reading.field(), means.mean(reading));
        }
        for (Counter counter : COUNTERS) {
            total(point, counter.field(), means.counters[counter.ordinal()]);
        }
        give(point, out);
        for (int gpu = 0; gpu < means.gpuTemperatureCelsius.length; gpu++) {
            Point each = point("gpu", millis).addTag("node", nodeId).addTag("gpu", Integer.toString(gpu));
            if (spec != null) {
                each.addTag("shell", spec.shell());
            }
            number(each, "temperatureCelsius", means.gpuTemperatureCelsius[gpu]);
            number(each, "powerWatts", at(means.gpuPowerWatts, gpu));
            number(each, "utilisationRatio", at(means.gpuUtilisationRatio, gpu));
            total(each, "correctedErrors", at(means.gpuCorrectedErrors, gpu));
            total(each, "uncorrectedErrors", at(means.gpuUncorrectedErrors, gpu));
            give(each, out);
        }
    }

    /** Measurement {@code alarm}. */
    static void alarm(AlarmEvent event, Consumer<String> out) {
        Point point = point("alarm", event.time())
                .addTag("node", event.nodeId())
                .addTag("rule", event.ruleId())
                .addTag("level", event.level().name())
                .addTag("change", event.change().name())
                .addField("message", event.message())
                .addField("active", event.level() == LimitLevel.IN_LIMITS ? 0L : 1L);
        number(point, "value", event.value());
        number(point, "limit", event.limit());
        give(point, out);
    }

    /**
     * Measurement {@code hazard}.
     *
     * @param millis time of the point: the begin of the window as it was first forecast, so that a revision stays one point
     */
    static void hazard(String nodeId, HazardWindow window, long millis, Consumer<String> out) {
        Point point = point("hazard", millis)
                .addTag("node", nodeId)
                .addTag("kind", window.kind().name())
                .addField("startMillis", window.start().toEpochMilli())
                .addField(
                        "durationSeconds",
                        (window.end().toEpochMilli() - window.start().toEpochMilli()) / 1000.0);
        number(point, "severity", window.severity());
        number(point, "probability", window.probability());
        give(point, out);
    }

    /** Measurement {@code command}. */
    static void command(CommandEntry entry, Consumer<String> out) {
        Proposal proposal = entry.proposal();
        Point point = point("command", entry.time())
                .addTag("workload", proposal.workloadId())
                .addTag("action", proposal.action().name())
                .addTag("reason", proposal.reason().name())
                .addTag("state", entry.state().name())
                .addTag("source", proposal.sourceNodeId())
                .addTag("target", proposal.targetNodeId())
                .addField("attempts", (long) entry.attempts());
        number(
                point,
                "marginSeconds",
                Double.isNaN(entry.completedMarginSeconds())
                        ? proposal.marginSeconds()
                        : entry.completedMarginSeconds());
        number(point, "savingGpuHours", proposal.savingGpuHours());
        number(point, "costGpuHours", proposal.costGpuHours());
        number(point, "transferGigabytes", proposal.transferGigabytes());
        give(point, out);
    }

    /** Measurement {@code value}: one point for each action whose hazard is over. */
    static void value(ActionValue value, Consumer<String> out) {
        if (!value.settled()) {
            return;
        }
        Point point = point("value", value.until())
                .addTag("workload", value.workloadId())
                .addTag("tenant", value.tenant())
                .addTag("action", value.action().name())
                .addTag("reason", value.reason().name())
                .addTag("source", value.sourceNodeId())
                .addTag("needless", Boolean.toString(value.needless()))
                .addField("count", 1L);
        number(point, "savedGpuHours", value.savedGpuHours());
        number(point, "costGpuHours", value.costGpuHours());
        number(point, "depthAvoidedRatio", value.drawRatio());
        number(point, "lowestChargeRatio", value.lowestChargeRatio());
        give(point, out);
    }

    /** Measurement {@code wear}: one point for each component that is known. */
    static void wear(NodeWear wear, Consumer<String> out) {
        for (ComponentWear component : wear.components()) {
            Point point = point("wear", wear.time())
                    .addTag("node", wear.nodeId())
                    .addTag("component", component.kind().name())
                    .addTag("advice", component.advice().name());
            number(point, "level", component.level());
            number(point, "perDay", component.perDay());
            number(point, "endOfLife", component.endOfLife());
            number(point, "remainingDays", component.remainingDays());
            number(point, "remainingDaysLow", component.remainingDaysLow());
            number(point, "remainingDaysHigh", component.remainingDaysHigh());
            give(point, out);
        }
    }

    /** Measurement {@code weather}. */
    static void weather(SpaceWeather weather, Consumer<String> out) {
        Point point = point("weather", weather.time())
                .addTag("feed", weather.feed())
                .addField("scale", (long) weather.scale());
        number(point, "value", weather.value());
        give(point, out);
    }

    /**
     * Measurement {@code diverted}: what could not be used or delivered.
     *
     * @param millis begin of the minute
     * @param count how many in this minute so far
     */
    static void diverted(Diversion diversion, long millis, long count, Consumer<String> out) {
        give(
                point("diverted", millis)
                        .addTag("kind", diversion.kind())
                        .addTag("place", diversion.place())
                        .addTag("reason", diversion.reason())
                        .addField("count", count),
                out);
    }

    private static Point point(String measurement, Instant time) {
        return point(measurement, time.toEpochMilli());
    }

    private static Point point(String measurement, long millis) {
        return Point.measurement(measurement).time(millis, WritePrecision.MS);
    }

    private static void number(Point point, String field, double value) {
        if (Double.isFinite(value)) {
            point.addField(field, value);
        }
    }

    private static void total(Point point, String field, long value) {
        if (value >= 0) {
            point.addField(field, value);
        }
    }

    private static double at(float[] values, int index) {
        return index < values.length ? values[index] : Double.NaN;
    }

    private static long at(long[] values, int index) {
        return index < values.length ? values[index] : -1;
    }

    private static void give(Point point, Consumer<String> out) {
        if (point.hasFields()) {
            out.accept(point.toLineProtocol());
        }
    }
}
