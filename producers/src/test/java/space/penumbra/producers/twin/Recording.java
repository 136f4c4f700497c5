package space.penumbra.producers.twin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.weather.SpaceWeather;

/** Keeps what a twin says. */
final class Recording implements TwinSink {

    final List<TelemetryFrame> frames = new ArrayList<>();
    final List<FrameFlaw> flaws = new ArrayList<>();
    final List<Workload> workloads = new ArrayList<>();
    final List<CommandEvent> events = new ArrayList<>();
    final List<FaultLabel> labels = new ArrayList<>();
    final List<SpaceWeather> weather = new ArrayList<>();
    boolean keepFrames = true;

    @Override
    public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
        if (keepFrames) {
            frames.add(frame.copy());
        }
        flaws.add(flaw);
    }

    @Override
    public void workload(Workload workload) {
        workloads.add(workload);
    }

    @Override
    public void event(CommandEvent event) {
        events.add(event);
    }

    @Override
    public void label(FaultLabel label) {
        labels.add(label);
    }

    @Override
    public void weather(SpaceWeather observation) {
        weather.add(observation);
    }

    List<CommandStage> stages() {
        return events.stream().map(CommandEvent::stage).toList();
    }

    Map<String, Workload> latest() {
        Map<String, Workload> latest = new HashMap<>();
        workloads.forEach(workload -> latest.put(workload.workloadId(), workload));
        return latest;
    }
}
