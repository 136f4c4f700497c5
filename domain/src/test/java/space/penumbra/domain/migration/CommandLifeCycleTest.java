package space.penumbra.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pair of states, against the table written down a second time. */
class CommandLifeCycleTest {

    private static final Map<CommandState, String> NEXT = new EnumMap<>(Map.ofEntries(
            Map.entry(CommandState.PROPOSED, "AWAITING_APPROVAL HELD ISSUED REFUSED EXPIRED CANCELLED"),
            Map.entry(CommandState.AWAITING_APPROVAL, "PROPOSED HELD ISSUED REFUSED EXPIRED CANCELLED"),
            Map.entry(CommandState.HELD, "PROPOSED AWAITING_APPROVAL ISSUED REFUSED EXPIRED CANCELLED"),
            Map.entry(CommandState.ISSUED, "ACCEPTED REJECTED TIMED_OUT CANCELLED FAILED"),
            Map.entry(CommandState.ACCEPTED, "CHECKPOINTED COMPLETED TIMED_OUT CANCELLED FAILED"),
            Map.entry(CommandState.CHECKPOINTED, "TRANSFERRED COMPLETED TIMED_OUT CANCELLED FAILED"),
            Map.entry(CommandState.TRANSFERRED, "RESTORED TIMED_OUT FAILED"),
            Map.entry(CommandState.RESTORED, "COMPLETED TIMED_OUT FAILED"),
            Map.entry(CommandState.TIMED_OUT, "COMPLETED FAILED"),
            Map.entry(CommandState.COMPLETED, ""),
            Map.entry(CommandState.REFUSED, ""),
            Map.entry(CommandState.REJECTED, ""),
            Map.entry(CommandState.EXPIRED, ""),
            Map.entry(CommandState.CANCELLED, ""),
            Map.entry(CommandState.FAILED, "")));

    @ParameterizedTest
    @EnumSource
    void goesWhereTheTableSaysAndNowhereElse(CommandState from) {
        Set<CommandState> allowed = EnumSet.noneOf(CommandState.class);
        for (String name : NEXT.get(from).split(" ")) {
            if (!name.isEmpty()) {
                allowed.add(CommandState.valueOf(name));
            }
        }
        for (CommandState to : CommandState.values()) {
            assertThat(CommandLifeCycle.allows(from, to))
                    .as("%s to %s", from, to)
                    .isEqualTo(allowed.contains(to));
            if (allowed.contains(to)) {
                assertThat(CommandLifeCycle.go(from, to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> CommandLifeCycle.go(from, to))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(from + " to " + to);
            }
        }
    }
}
