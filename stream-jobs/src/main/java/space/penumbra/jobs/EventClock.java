package space.penumbra.jobs;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Says which of a job's streams drives its event time. A job that joins a stream that never rests with tables that change now and then
 * takes its time from the first alone: else the oldest change of a table would hold it back.
 */
public final class EventClock {

    /** The clock only has to be near: nothing is dropped for coming later. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private EventClock() {}

    /** The stream that drives event time. The operator's identity is {@code <uid>-leads}. */
    public static <T> DataStream<T> leads(DataStream<T> stream, Inflow.TimeOf<T> time, String uid) {
        WatermarkStrategy<T> strategy = WatermarkStrategy.<T>forBoundedOutOfOrderness(SLACK)
                .withTimestampAssigner((value, before) -> time.apply(value).toEpochMilli())
                .withIdleness(Inflow.IDLE);
        return stream.assignTimestampsAndWatermarks(strategy)
                .name(uid + " leads")
                .uid(uid + "-leads");
    }

    /** A stream that never holds event time back nor drives it. The operator's identity is {@code <uid>-follows}. */
    public static <T> DataStream<T> follows(DataStream<T> stream, String uid) {
        return stream.assignTimestampsAndWatermarks(Timeless.<T>strategy())
                .name(uid + " follows")
                .uid(uid + "-follows");
    }
}
