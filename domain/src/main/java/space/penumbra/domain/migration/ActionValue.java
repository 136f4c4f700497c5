package space.penumbra.domain.migration;

import java.time.Instant;

/**
 * What one action was worth, judged by what was observed afterwards: the ledger's counterfactual.
 *
 * @param commandId the command
 * @param workloadId its workload
 * @param tenant who pays for the workload
 * @param action what was done
 * @param reason why
 * @param sourceNodeId the node that the hazard threatened
 * @param hazardId the hazard
 * @param from when the action was complete, or the hazard began, whichever was later
 * @param until when the hazard was over: only then is it judged
 * @param drawRatio what the work would have drawn of the source's battery in that time, as a share of its capacity as built:
 *     the depth of discharge that was avoided
 * @param lowestChargeRatio lowest state of charge of the source that was observed in that time; 1 while none was
 * @param floorRatio state of charge below which nothing may be planned there
 * @param errorsBefore uncorrected errors of the source when the watch began
 * @param errorsAfter the same at its end
 * @param costGpuHours what the action cost, by its plan, in weighted GPU-hours
 * @param plannedSavingGpuHours what it saves against doing nothing if the hazard would have struck, by its plan
 * @param settled whether the hazard is over and the rest is the judgement; before, the rest says nothing
 * @param needless whether doing nothing would have done no harm
 * @param savedGpuHours what it really saved: the planned saving, or minus its cost if it was needless
 * @param why one sentence
 * @param time event time of the judgement, or of the newest observation
 */
public record ActionValue(
        String commandId,
        String workloadId,
        String tenant,
        ActionKind action,
        MigrationReason reason,
        String sourceNodeId,
        String hazardId,
        Instant from,
        Instant until,
        double drawRatio,
        double lowestChargeRatio,
        double floorRatio,
        long errorsBefore,
        long errorsAfter,
        double costGpuHours,
        double plannedSavingGpuHours,
        boolean settled,
        boolean needless,
        double savedGpuHours,
        String why,
        Instant time) {

    ActionValue observed(double chargeRatio, long errors, Instant now) {
        return copy(Math.min(lowestChargeRatio, chargeRatio), errors, false, false, 0, "", now);
    }

    ActionValue settled(boolean wasNeedless, String because, Instant now) {
        double saved = wasNeedless ? -costGpuHours : plannedSavingGpuHours;
        return copy(lowestChargeRatio, errorsAfter, true, wasNeedless, saved, because, now);
    }

    private ActionValue copy(
            double lowest, long errors, boolean over, boolean wasNeedless, double saved, String because, Instant now) {
        return new ActionValue(
                commandId,
                workloadId,
                tenant,
                action,
                reason,
                sourceNodeId,
                hazardId,
                from,
                until,
                drawRatio,
                lowest,
                floorRatio,
                errorsBefore,
                errors,
                costGpuHours,
                plannedSavingGpuHours,
                over,
                wasNeedless,
                saved,
                because,
                now);
    }
}
