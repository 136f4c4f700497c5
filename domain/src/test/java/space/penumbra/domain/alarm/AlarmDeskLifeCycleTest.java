package space.penumbra.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pair of states, against the table written down a second time. */
class AlarmDeskLifeCycleTest {

    private static final Map<DeskState, List<DeskState>> NEXT = new EnumMap<>(Map.of(
            DeskState.NORMAL, List.of(DeskState.ACTIVE, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.ACTIVE,
                    List.of(DeskState.ACKNOWLEDGED, DeskState.RETURNED, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.ACKNOWLEDGED,
                    List.of(DeskState.ACTIVE, DeskState.NORMAL, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.RETURNED,
                    List.of(DeskState.ACTIVE, DeskState.NORMAL, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.SHELVED,
                    List.of(DeskState.NORMAL, DeskState.ACTIVE, DeskState.ACKNOWLEDGED, DeskState.OUT_OF_SERVICE),
            DeskState.OUT_OF_SERVICE, List.of(DeskState.NORMAL, DeskState.ACTIVE, DeskState.ACKNOWLEDGED)));

    @ParameterizedTest
    @EnumSource
    void goesWhereTheTableSaysStaysWhereItIsAndNothingElse(DeskState from) {
        for (DeskState to : DeskState.values()) {
            boolean allowed = NEXT.get(from).contains(to);
            assertThat(AlarmDeskLifeCycle.allows(from, to))
                    .as("%s to %s", from, to)
                    .isEqualTo(allowed);
            if (allowed || from == to) {
                assertThat(AlarmDeskLifeCycle.go(from, to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> AlarmDeskLifeCycle.go(from, to)).isInstanceOf(IllegalStateException.class);
            }
        }
    }
}
