package space.penumbra.jobs;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Watermarks of a table: none ever, and idle at once, so that it takes no part in the passing of event time. */
public final class Timeless<T> implements WatermarkGenerator<T> {

    private Timeless() {}

    /** The strategy for a table. */
    public static <T> WatermarkStrategy<T> strategy() {
        WatermarkStrategy<T> strategy = context -> new Timeless<>();
        return strategy.withTimestampAssigner((value, broker) -> Long.MIN_VALUE);
    }

    @Override
    public void onEvent(T value, long timestamp, WatermarkOutput output) {
        output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
