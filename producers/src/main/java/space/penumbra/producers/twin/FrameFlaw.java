package space.penumbra.producers.twin;

/** What happens to a frame between the sensor and the topic. */
enum FrameFlaw {
    NONE,
    /** Its bytes are damaged. */
    CORRUPT,
    /** It is sent twice. */
    DUPLICATE,
    /** It bears a reading that no sensor gives. */
    IMPLAUSIBLE,
    /** Its clock is ten minutes behind. */
    LATE;

    /** Draws the flaw of one frame. */
    static FrameFlaw draw(Scenario scenario, long dice) {
        double perMillion = Dice.uniform(dice) * 1_000_000;
        perMillion -= scenario.corruptFramesPerMillion();
        if (perMillion < 0) {
            return CORRUPT;
        }
        perMillion -= scenario.duplicateFramesPerMillion();
        if (perMillion < 0) {
            return DUPLICATE;
        }
        perMillion -= scenario.implausibleFramesPerMillion();
        if (perMillion < 0) {
            return IMPLAUSIBLE;
        }
        perMillion -= scenario.lateFramesPerMillion();
        return perMillion < 0 ? LATE : NONE;
    }
}
