package space.penumbra.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SoakScheduleTest {

    private static final List<SoakFault> ALL = List.of(SoakFault.values());

    private static List<SoakSchedule.Entry> draw(long seed, int count) {
        return SoakSchedule.draw(seed, count, ALL, Duration.ofSeconds(10));
    }

    @Test
    void theSameSeedGivesTheSameScheduleAndAnotherSeedAnother() {
        assertThat(draw(7, 100)).isEqualTo(draw(7, 100)).isNotEqualTo(draw(8, 100));
    }

    @Test
    void everyFaultComesBeforeAnyComesAgain() {
        List<SoakSchedule.Entry> entries = draw(3, 3 * ALL.size());
        for (int round = 0; round < 3; round++) {
            Set<SoakFault> faults = entries.subList(round * ALL.size(), (round + 1) * ALL.size()).stream()
                    .map(SoakSchedule.Entry::fault)
                    .collect(Collectors.toSet());
            assertThat(faults).hasSameSizeAs(ALL);
        }
    }

    @Test
    void pausesLieAroundTheirMean() {
        assertThat(draw(1, 200))
                .allSatisfy(
                        entry -> assertThat(entry.pause()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15)));
    }

    @Test
    void knowsItsFaultsByTheirWords() {
        assertThat(SoakFault.words()).contains("kill-taskmanager", "freeze-kafka");
        assertThat(SoakFault.named("kill-broker")).contains(SoakFault.KILL_BROKER);
        assertThat(SoakFault.named("KILL_BROKER")).isEmpty();
    }
}
