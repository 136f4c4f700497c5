package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final TopicPartition P = new TopicPartition("alarms.events", 0);

    private final Progress progress = new Progress();

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(P, new OffsetAndMetadata(offset));
    }

    @Test
    void commitsUpToTheFirstRecordThatIsNotDone() {
        Progress.Ticket first = progress.begin(P, 10, 1);
        Progress.Ticket second = progress.begin(P, 11, 1);
        progress.begin(P, 12, 0);
        second.messageDone();
        assertThat(progress.take()).isEqualTo(at(10));
        first.messageDone();
        assertThat(progress.take()).isEqualTo(at(13));
        assertThat(progress.take()).isEmpty();
    }

    @Test
    void aRecordIsDoneWhenEachOfItsMessagesIs() {
        Progress.Ticket ticket = progress.begin(P, 5, 2);
        ticket.messageDone();
        assertThat(progress.take()).isEqualTo(at(5));
        ticket.messageDone();
        assertThat(progress.take()).isEqualTo(at(6));
    }

    @Test
    void aTicketFromBeforeARebalanceClosesNothing() {
        Progress.Ticket old = progress.begin(P, 5, 1);
        progress.forget(List.of(P));
        progress.begin(P, 5, 1);
        old.messageDone();
        assertThat(progress.take()).isEqualTo(at(5));
        assertThat(progress.openRecords()).isEqualTo(1);
    }
}
