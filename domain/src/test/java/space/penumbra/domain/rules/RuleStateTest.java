package space.penumbra.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RuleStateTest {

    /** The whole table: every pair that is not named here is refused. */
    private static final Set<String> ALLOWED = Set.of(
            "DRAFT>SHADOW",
            "DRAFT>LIVE",
            "DRAFT>RETIRED",
            "SHADOW>DRAFT",
            "SHADOW>LIVE",
            "SHADOW>RETIRED",
            "LIVE>RETIRED");

    @Test
    void everyPairOfStatesIsDecided() {
        Set<String> may = Arrays.stream(RuleState.values())
                .flatMap(from -> Arrays.stream(RuleState.values())
                        .filter(from::mayBecome)
                        .map(to -> from + ">" + to))
                .collect(Collectors.toSet());

        assertThat(may).isEqualTo(ALLOWED);
    }

    @Test
    void theGuardHoldsForEveryPair() {
        for (RuleState from : RuleState.values()) {
            for (RuleState to : RuleState.values()) {
                RuleVersion version = RuleHistoryTest.version(from, 3, 80);
                if (ALLOWED.contains(from + ">" + to)) {
                    assertThat(version.become(to, RuleHistoryTest.MIA).state()).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> version.become(to, RuleHistoryTest.MIA))
                            .hasMessage("version gpu@3 is " + from + " and cannot become " + to);
                }
            }
        }
    }
}
