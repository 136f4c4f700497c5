package space.penumbra.executors;

import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;

/** Keeps what an executor says. */
final class Heard implements Reports {

    final List<CommandEvent> events = new ArrayList<>();
    final List<Workload> workloads = new ArrayList<>();

    @Override
    public void event(CommandEvent event) {
        events.add(event);
    }

    @Override
    public void workload(Workload workload) {
        workloads.add(workload);
    }

    List<CommandStage> stages() {
        return events.stream().map(CommandEvent::stage).toList();
    }
}
