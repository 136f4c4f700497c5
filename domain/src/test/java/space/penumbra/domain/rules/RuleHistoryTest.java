package space.penumbra.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.rules.RuleVerdict.Outcome;

class RuleHistoryTest {

    static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    static final Signature MIA = new Signature("mia", "calmer", NOON, NOON.plusSeconds(1));

    private final List<RuleVersion> known = new ArrayList<>();
    private LimitRule inForce = limits("gpuTemperatureMaxCelsius", 85).as(4, NOON);

    static LimitRule limits(String field, double watch) {
        double none = Double.NaN;
        return new LimitRule(
                "gpu",
                "orbital",
                field,
                true,
                LimitContext.ANY,
                watch,
                none,
                none,
                none,
                none,
                2,
                1,
                true,
                1,
                "look",
                NOON);
    }

    static RuleVersion version(RuleState state, long number, double watch) {
        return RuleVersion.written(
                state, limits("gpuTemperatureMaxCelsius", watch).as(number, NOON), 2, 0, MIA);
    }

    private RuleHistory history() {
        return new RuleHistory("gpu", known, inForce);
    }

    /** Writes what a verdict wants written, as the topics would. */
    private RuleVersion take(RuleVerdict verdict) {
        assertThat(verdict.why()).isEmpty();
        for (RuleVersion written : verdict.versions()) {
            known.removeIf(version -> version.key().equals(written.key()));
            known.add(written);
        }
        inForce = verdict.inForce() == null ? inForce : verdict.inForce();
        return verdict.subject();
    }

    private RuleVersion draft(double watch) {
        return take(history().draft(limits("gpuTemperatureMaxCelsius", watch), MIA));
    }

    private void promoted(double watch) {
        long number = draft(watch).number();
        take(history().promote(number, MIA));
    }

    @Test
    void aRuleThatNobodyWroteDownIsTakenUpAsItsVersion() {
        assertThat(history().newestFirst()).singleElement().satisfies(version -> {
            assertThat(version.state()).isEqualTo(RuleState.LIVE);
            assertThat(version.number()).isEqualTo(4);
        });
    }

    @Test
    void goesFromDraftThroughShadowIntoForceAndRetiresWhatHeld() {
        RuleVersion draft = draft(82);
        assertThat(draft.number()).isEqualTo(5);
        assertThat(draft.basedOn()).isEqualTo(4);
        assertThat(inForce.version()).as("a draft has no effect").isEqualTo(4);

        assertThat(take(history().shadow(5, 0, MIA)).state()).isEqualTo(RuleState.SHADOW);
        assertThat(inForce.version()).as("a shadow has no effect").isEqualTo(4);

        assertThat(take(history().promote(5, MIA)).state()).isEqualTo(RuleState.LIVE);
        assertThat(inForce.watch()).isEqualTo(82);
        assertThat(inForce.version()).isEqualTo(5);
        assertThat(history().find(4).orElseThrow().state()).isEqualTo(RuleState.RETIRED);
    }

    @Test
    void oneStepBackBringsTheContentBackUnderANewNumberAndTwoStepsGoFurther() {
        promoted(82);
        promoted(80);

        RuleVersion back = take(history().back(MIA));
        assertThat(inForce.watch()).isEqualTo(82);
        assertThat(back.number()).isEqualTo(7);
        assertThat(back.restores()).isEqualTo(5);

        take(history().back(MIA));
        assertThat(inForce.watch()).isEqualTo(85);
        assertThat(inForce.version()).isEqualTo(8);

        RuleVerdict further = history().back(MIA);
        assertThat(further.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(further.why()).contains("Nothing held before version 8");
    }

    @Test
    void anyEarlierVersionCanBeRestored() {
        promoted(82);
        promoted(80);

        take(history().restore(4, MIA));

        assertThat(inForce.watch()).isEqualTo(85);
        assertThat(history().restore(7, MIA).why()).contains("is in force");
        assertThat(history().restore(99, MIA).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(history().restore(99, MIA).why())
                .contains("has no version 99")
                .contains("[4, 5, 6, 7]");
    }

    @Test
    void refusesToPromoteWhatWasWrittenAgainstAnotherVersion() {
        RuleVersion first = draft(82);
        RuleVersion second = draft(80);
        take(history().promote(first.number(), MIA));

        RuleVerdict late = history().promote(second.number(), MIA);

        assertThat(late.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(late.why()).contains("against version 4, and version 5 is in force by now");
        assertThat(late.versions()).isEmpty();
    }

    @Test
    void aDirectChangeIsAVersionToo() {
        RuleVersion changed = take(history().change(limits("gpuTemperatureMaxCelsius", 70), MIA));

        assertThat(changed.state()).isEqualTo(RuleState.LIVE);
        assertThat(changed.author()).isEqualTo("mia");
        assertThat(inForce.version()).isEqualTo(5);
        take(history().back(MIA));
        assertThat(inForce.watch()).isEqualTo(85);
    }

    @Test
    void keepsShadowsFewAndUseful() {
        RuleVersion first = draft(82);
        RuleVersion second = draft(80);
        take(history().shadow(first.number(), 0, MIA));

        assertThat(history().shadow(second.number(), 0, MIA).why()).contains("Version 5", "in shadow already");
        take(history().stop(first.number(), MIA));
        assertThat(history()
                        .shadow(second.number(), RuleHistory.MOST_SHADOWS, MIA)
                        .why())
                .contains("no more than 8");
        RuleVersion silence = take(history().draft(limits("missedReports", 3), MIA));
        assertThat(history().shadow(silence.number(), 0, MIA).why()).contains("back-test it instead");
    }

    @Test
    void discardsDraftsAndNeverWhatIsInForce() {
        RuleVersion draft = draft(82);

        assertThat(take(history().discard(draft.number(), MIA)).state()).isEqualTo(RuleState.RETIRED);
        assertThat(history().promote(draft.number(), MIA).why())
                .contains("is RETIRED and cannot become LIVE: restore it, or draft it again");
        assertThat(history().discard(4, MIA).why()).contains("is in force");
    }

    @Test
    void aRuleSetPastTheVersionsCountsAsTheOneInForce() {
        promoted(82);
        inForce = limits("gpuTemperatureMaxCelsius", 90).as(9, NOON);

        assertThat(history().liveNumber()).isEqualTo(9);
        assertThat(history().find(5).orElseThrow().state()).isEqualTo(RuleState.RETIRED);
        assertThat(draft(80).number()).isEqualTo(10);
    }
}
