package space.penumbra.domain.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleBookTest {

    @Test
    void neverReplacesARuleByALowerOrEqualVersion() {
        RuleBook book = new RuleBook(List.of(Rules.gpu("orbital", 3, 5)));

        assertThat(book.offer(Rules.gpu("orbital", 2, 1))).isFalse();
        assertThat(book.offer(Rules.gpu("orbital", 3, 1))).isFalse();
        assertThat(book.rules()).extracting(LimitRule::persistence).containsExactly(5);
        assertThat(book.offer(Rules.gpu("orbital", 4, 1))).isTrue();
        assertThat(book.rules()).extracting(LimitRule::persistence).containsExactly(1);
    }

    @Test
    void letsANodesOwnRuleStandInForTheProfiles() {
        LimitRule own =
                Rules.rule("own", "node:n1", "gpuTemperatureMaxCelsius", true, LimitContext.ANY, 70, 75, 1, 1, 1);
        RuleBook book = new RuleBook(List.of(Rules.gpu(), own));

        assertThat(book.forNode("n1", "orbital").size()).isEqualTo(1);
        assertThat(book.forNode("n1", "orbital").ruleId(0)).isEqualTo("own");
        assertThat(book.forNode("n2", "orbital").ruleId(0)).isEqualTo("gpu");
        assertThat(book.forNode("n2", "host").size()).isZero();
    }

    @Test
    void handsOutTheSameListUntilARuleChanges() {
        RuleBook book = new RuleBook(List.of(Rules.gpu()));
        RuleList list = book.forNode("n1", "orbital");
        int revision = book.revision();

        assertThat(book.forNode("n2", "orbital")).isSameAs(list);
        book.offer(Rules.gpu("orbital", 2, 1));
        assertThat(book.forNode("n1", "orbital")).isNotSameAs(list);
        assertThat(book.revision()).isNotEqualTo(revision);
    }

    static List<LimitRule> defaults() {
        return DefaultRules.all();
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void everyDefaultRuleCanBeUsed(LimitRule rule) {
        assertThat(RuleCheck.problems(rule)).isEmpty();
        assertThat(rule.runbook()).isNotBlank();
    }

    @Test
    void namesEverythingThatIsWrongWithARule() {
        LimitRule wrong = Rules.rule("a/b", " ", "colour", true, LimitContext.ANY, 90, 80, -1, 0, 0);

        assertThat(RuleCheck.problems(wrong))
                .hasSize(7)
                .anyMatch(problem -> problem.startsWith("field 'colour' is no reading: use one of [solarPowerWatts"))
                .contains(
                        "warning 80.0 is milder than watch 90.0: of a rule that is bad above, graver levels must not be lower");
    }
}
