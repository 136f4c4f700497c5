package space.penumbra.domain.migration;

import java.util.List;
import space.penumbra.domain.fleet.Workload;

/**
 * From which size on people must agree before work is interrupted. Whoever asked for an action, such as the planner of a
 * maintenance, is never one of them.
 *
 * @param gpus a workload of this many GPUs or more needs one person, at least 1
 * @param priority a workload of this priority or more likewise, above 0
 * @param secondGpus a workload of this many GPUs or more needs two different persons, at least 1
 */
public record ApprovalLimits(int gpus, double priority, int secondGpus) {

    /** How many persons must approve before this work is interrupted: 0, 1 or 2. */
    int persons(Workload workload) {
        if (workload.gpus() >= secondGpus) {
            return 2;
        }
        return workload.gpus() >= gpus || workload.priority() >= priority ? 1 : 0;
    }

    void check(List<String> mistakes) {
        if (gpus < 1) {
            mistakes.add("gate: approval threshold in GPUs is " + gpus + ", must be at least 1");
        }
        if (!(priority > 0)) {
            mistakes.add("gate: approval threshold in priority is " + priority + ", must be above 0");
        }
        if (secondGpus < 1) {
            mistakes.add("gate: second approval threshold in GPUs is " + secondGpus + ", must be at least 1");
        }
    }
}
