package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void startUpCountsForNobody() {
        Pace pace = new Pace(100, 1100, CpuMeter.excludingPresentThreads(), nanos::get);
        nanos.set(60_000_000_000L);
        assertThat(pace.at(99)).isFalse();
        assertThat(pace.begun()).isFalse();
        assertThat(pace.at(100)).isFalse();
        assertThat(pace.begun()).isTrue();
        nanos.addAndGet(2_000_000_000L);
        assertThat(pace.at(1100)).isTrue();

        assertThat(pace.measured()).isEqualTo(1000);
        assertThat(pace.rate().records()).isEqualTo(1100);
        assertThat(pace.rate().perSecond()).isEqualTo(500);
    }

    @Test
    void aTailWithoutRecordsCountsForNobody() {
        Pace pace = new Pace(0, 1000, CpuMeter.excludingPresentThreads(), nanos::get);
        pace.at(0);
        nanos.addAndGet(1_000_000_000L);
        pace.at(500);
        nanos.addAndGet(9_000_000_000L);
        pace.at(500);

        assertThat(pace.rate().perSecond()).isEqualTo(500);
    }

    @Test
    void everyNodeComesOnceAloneAndThenInPacks() {
        FrameTopic.Content content = new FrameTopic.Content(1000, 26_123, 10);
        long records = 0;
        for (int turn = 0; turn < content.turns(); turn++) {
            records += content.nodesIn(turn);
        }

        assertThat(content.nodesIn(0)).isEqualTo(1000);
        assertThat(content.frames()).isEqualTo(26_130);
        assertThat(content.further()).isEqualTo(25_130);
        assertThat(records).isEqualTo(content.records()).isEqualTo(1000 + 2513);
        assertThat(content.framesIn(records)).isEqualTo(content.frames());
    }
}
