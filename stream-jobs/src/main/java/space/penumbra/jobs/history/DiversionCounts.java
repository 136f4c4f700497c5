package space.penumbra.jobs.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * How many records were diverted in each minute of event time: one point a minute and reason, written again in place as it
 * grows. A point for each record would not do, since two of one millisecond would be one point.
 */
final class DiversionCounts extends KeyedProcessFunction<String, Diversion, String> {

    /** Minutes that are remembered, the newest; counting begins anew in one that was forgotten. */
    static final int MINUTES = 24 * 60;

    private static final long serialVersionUID = 1L;
    private static final long MINUTE = 60_000;

    private transient MapState<Long, Long> counts;

    @Override
    public void open(OpenContext context) {
        counts = getRuntimeContext().getMapState(new MapStateDescriptor<>("counts", Types.LONG, Types.LONG));
    }

    @Override
    public void processElement(Diversion diversion, Context context, Collector<String> out) throws Exception {
        long minute = Math.floorDiv(diversion.millis(), MINUTE) * MINUTE;
        Long before = counts.get(minute);
        if (before == null) {
            forgetOldest();
        }
        long count = before == null ? 1 : before + 1;
        counts.put(minute, count);
        Lines.diverted(diversion, minute, count, out::collect);
    }

    private void forgetOldest() throws Exception {
        List<Long> minutes = new ArrayList<>();
        counts.keys().forEach(minutes::add);
        if (minutes.size() >= MINUTES) {
            counts.remove(Collections.min(minutes));
        }
    }
}
