package space.penumbra.producers.twin;

/** What happens to a frame between the sensor and the topic. */
public enum FrameFlaw {
    NONE,
    /** Its bytes are damaged. */
    CORRUPT,
    /** It is sent twice. */
    DUPLICATE,
    /** It bears a reading that no sensor gives. */
    IMPLAUSIBLE,
    /** Its clock is ten minutes behind. */
    LATE,
    /** It never arrives. */
    LOST,
    /** It arrives after the next frame of its node. */
    REORDERED;

    /** Draws the flaw of one frame. */
    static FrameFlaw draw(FrameTrouble trouble, long dice) {
        double perMillion = Dice.uniform(dice) * 1_000_000;
        perMillion -= trouble.corruptPerMillion();
        if (perMillion < 0) {
            return CORRUPT;
        }
        perMillion -= trouble.duplicatePerMillion();
        if (perMillion < 0) {
            return DUPLICATE;
        }
        perMillion -= trouble.implausiblePerMillion();
        if (perMillion < 0) {
            return IMPLAUSIBLE;
        }
        perMillion -= trouble.latePerMillion();
        if (perMillion < 0) {
            return LATE;
        }
        perMillion -= trouble.lostPerMillion();
        if (perMillion < 0) {
            return LOST;
        }
        perMillion -= trouble.reorderedPerMillion();
        return perMillion < 0 ? REORDERED : NONE;
    }
}
