package space.penumbra.cli.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static Tally moves(double... slackSeconds) {
        Tally tally = new Tally();
        for (double slack : slackSeconds) {
            tally.moves++;
            tally.slackSeconds.add(slack);
        }
        return tally;
    }

    @Test
    void countsAMoveAsInTimeThatIsCompleteWhenTheHazardBegins() {
        assertThat(moves(-0.1, 0, 90, 300).beforeOnsetPercent()).isEqualTo(75);
    }

    @Test
    void thePercentileOfAFewMovesIsTheWorstOfThem() {
        assertThat(moves(300, 61, 90).slackPercentile(1)).isEqualTo(61);
        assertThat(moves(300, 61, 90).slackPercentile(50)).isEqualTo(90);
    }

    @Test
    void whatNobodyDidHasNoPercentage() {
        Tally none = moves();
        assertThat(none.beforeOnsetPercent()).isNaN();
        assertThat(none.needlessPercent()).isNaN();
        assertThat(none.toMap()).containsEntry("needlessPercent", null).containsEntry("slackP1Seconds", null);
    }

    @Test
    void onlyMovesThatCouldBeJudgedCountForNeedless() {
        Tally tally = moves(10, 20, 30, 40);
        tally.judged = 2;
        tally.needless = 1;
        assertThat(tally.needlessPercent()).isEqualTo(50);
    }

    @Test
    void runsAddUp() {
        Tally sum = moves(10);
        sum.nodeHours = 1000;
        sum.floorViolations = 1;
        Tally other = moves(20, 30);
        other.nodeHours = 3000;
        other.floorViolations = 1;
        other.ends.put("MIGRATE COMPLETED", 2L);
        sum.add(other);
        assertThat(sum.floorViolationsPer1000NodeHours()).isEqualTo(0.5);
        assertThat(sum.slackSeconds).containsExactly(10.0, 20.0, 30.0);
        assertThat(sum.ends).containsEntry("MIGRATE COMPLETED", 2L);
    }

    @Test
    void oneLostDoubledOrTwofoldThingBreaksTheInvariants() {
        assertThat(new Tally().invariantsHold()).isTrue();
        Tally lost = new Tally();
        lost.commandsLost = 1;
        Tally doubled = new Tally();
        doubled.commandsDuplicated = 1;
        Tally twofold = new Tally();
        twofold.twoLiveCopies = 1;
        assertThat(List.of(lost, doubled, twofold)).noneMatch(Tally::invariantsHold);
    }
}
