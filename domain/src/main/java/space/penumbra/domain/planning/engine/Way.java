package space.penumbra.domain.planning.engine;

/** What can be done with a workload under a hazard. All but the last leave it where it is. */
public enum Way {
    /** Nothing: the battery carries it. */
    RIDE,
    /** Capped to a moderate share of its power. */
    CAP,
    /** Capped to what just keeps it alive. */
    DEEP_CAP,
    /** Checkpointed and stopped; always possible, because it takes nothing. */
    PAUSE,
    /** Moved to another node. */
    MOVE;

    /** Ways that leave a workload where it is: the first so many. */
    static final int STAYS = 4;

    /** The way that a pick stands for: 0 to 3 for the stays, from 4 on for the workload's moves. */
    public static Way of(int pick) {
        return pick < STAYS ? values()[pick] : MOVE;
    }
}
