package space.penumbra.domain.wear;

import java.time.Instant;

/**
 * What one frame shows of a node's wear. A share is of what was built; NaN where the frame says nothing.
 *
 * @param nodeId the node
 * @param gpus number of its GPUs
 * @param builtWatts output of the array as built, W: a node with another one is another node
 * @param builtWattHours capacity of the battery as built, Wh; likewise
 * @param arrayRatio output of the array
 * @param capacityRatio charge that the energy should have moved over the charge that it moved
 * @param conductanceRatio conductance from cold plate to radiator
 * @param remappedRows total since the node's last reset, -1 if not reported
 * @param uncorrectedErrors total since the node's last reset, -1 if not reported
 * @param time event time of the frame
 */
public record WearSample(
        String nodeId,
        int gpus,
        double builtWatts,
        double builtWattHours,
        double arrayRatio,
        double capacityRatio,
        double conductanceRatio,
        long remappedRows,
        long uncorrectedErrors,
        Instant time) {}
