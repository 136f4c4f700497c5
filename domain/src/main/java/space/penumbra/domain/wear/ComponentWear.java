package space.penumbra.domain.wear;

/**
 * How worn one component is, where that leads, and what follows.
 *
 * @param kind what is measured
 * @param level where its trend is now, in the unit of its kind
 * @param perDay change a day
 * @param perDayLow lower end of the 95 % interval of that; infinite while it cannot be told
 * @param perDayHigh upper end
 * @param endOfLife level at which its life is over
 * @param remainingDays days until then by the trend; infinite if it does not lead there
 * @param remainingDaysLow the soonest that the interval allows
 * @param remainingDaysHigh the latest
 * @param points means that the trend rests upon
 * @param advice what follows
 * @param reason why, one sentence
 */
public record ComponentWear(
        WearKind kind,
        double level,
        double perDay,
        double perDayLow,
        double perDayHigh,
        double endOfLife,
        double remainingDays,
        double remainingDaysLow,
        double remainingDaysHigh,
        int points,
        WearAdvice advice,
        String reason) {}
