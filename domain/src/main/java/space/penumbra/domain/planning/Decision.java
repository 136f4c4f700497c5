package space.penumbra.domain.planning;

import java.util.List;
import space.penumbra.domain.fleet.Workload;

/**
 * What was chosen for a workload under a hazard, and what else was weighed.
 *
 * @param workload the workload
 * @param threat the hazard
 * @param chosen the choice
 * @param offers everything that was weighed, the choice included
 */
record Decision(Workload workload, Threat threat, Offer chosen, List<Offer> offers) {

    double killGpuHours() {
        return Cost.kill(workload, threat.hours());
    }

    Choice choice() {
        return new Choice(
                chosen.action(), chosen.targetNodeId(), threat.window().hazardId());
    }
}
