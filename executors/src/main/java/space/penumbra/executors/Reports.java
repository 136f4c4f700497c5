package space.penumbra.executors;

import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;

/** Where an executor's words go. What was handed over is durable before the next step is taken. */
interface Reports {

    void event(CommandEvent event);

    /** The new placement of a workload. */
    void workload(Workload workload);
}
