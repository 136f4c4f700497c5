package space.penumbra.domain.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Derives the identity of a command, so that the same decision made twice is the same command. */
public final class CommandId {

    private CommandId() {}

    /**
     * A name-based UUID of workload, hazard, plan epoch, placement and action: equal inputs give equal ids on every
     * machine.
     */
    public static String of(
            String workloadId, String hazardId, long planEpoch, long placementGeneration, ActionKind action) {
        String name = String.join(
                "\n",
                workloadId,
                hazardId,
                Long.toString(planEpoch),
                Long.toString(placementGeneration),
                action.name());
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }
}
