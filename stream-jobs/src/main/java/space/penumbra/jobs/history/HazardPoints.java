package space.penumbra.jobs.history;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;

/** One point per hazard window, written again in place when the forecast is revised. */
final class HazardPoints extends KeyedProcessFunction<String, HazardSchedule, String> {

    private static final long serialVersionUID = 1L;

    /** By hazard id: the begin under which it was first written. */
    private transient MapState<String, Long> written;

    @Override
    public void open(OpenContext context) {
        written = getRuntimeContext().getMapState(new MapStateDescriptor<>("written", Types.STRING, Types.LONG));
    }

    @Override
    public void processElement(HazardSchedule schedule, Context context, Collector<String> out) throws Exception {
        Set<String> gone = new HashSet<>();
        written.keys().forEach(gone::add);
        for (HazardWindow window : schedule.windows()) {
            gone.remove(window.hazardId());
            Long millis = written.get(window.hazardId());
            if (millis == null) {
                millis = window.start().toEpochMilli();
                written.put(window.hazardId(), millis);
            }
            Lines.hazard(schedule.nodeId(), window, millis, out::collect);
        }
        for (String hazardId : gone) {
            written.remove(hazardId);
        }
    }
}
