package space.penumbra.producers.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.wire.Topics;

class TopicPublisherTest {

    private static final FleetClock CLOCK = new FleetClock(Instant.EPOCH, Instant.EPOCH, 60);

    @Test
    void sendsWhatTheCatalogueReadsBack() {
        MockProducer<byte[], byte[]> kafka = producer(true);
        try (TopicPublisher publisher = new TopicPublisher(kafka)) {
            publisher.send(Topics.FLEET_CLOCK, "fleet", CLOCK);
            publisher.flush();

            assertThat(kafka.history()).hasSize(1);
            assertThat(kafka.history().get(0).topic()).isEqualTo("fleet.clock");
            assertThat(new String(kafka.history().get(0).key(), UTF_8)).isEqualTo("fleet");
            assertThat(Topics.FLEET_CLOCK.codec().decode(kafka.history().get(0).value()))
                    .isEqualTo(CLOCK);
            assertThat(publisher.sent()).isEqualTo(1);
            assertThat(publisher.acknowledged()).isEqualTo(1);
        }
    }

    @Test
    void reportsAFailedSendOnceOnFlush() {
        MockProducer<byte[], byte[]> kafka = producer(false);
        TopicPublisher publisher = new TopicPublisher(kafka);
        publisher.send(Topics.FLEET_CLOCK, "fleet", CLOCK);
        publisher.send(Topics.FLEET_CLOCK, "fleet", CLOCK);
        kafka.errorNext(new TimeoutException("no leader"));
        kafka.completeNext();

        assertThat(publisher.failed()).isEqualTo(1);
        assertThatThrownBy(publisher::flush)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("fleet.clock")
                .hasMessageContaining("no leader")
                .hasMessageContaining("broker");
        publisher.flush();
        publisher.close();
    }

    @Test
    void reportsAFailedSendOnClose() {
        MockProducer<byte[], byte[]> kafka = producer(false);
        TopicPublisher publisher = new TopicPublisher(kafka);
        publisher.send(Topics.FLEET_CLOCK, "fleet", CLOCK);
        kafka.errorNext(new TimeoutException("no leader"));

        assertThatThrownBy(publisher::close).isInstanceOf(PublishException.class);
    }

    @Test
    void writesEachRecordOnceAndToAllReplicas() {
        assertThat(TopicPublisher.settings("h:1", "c"))
                .containsEntry("enable.idempotence", true)
                .containsEntry("acks", "all")
                .containsEntry("compression.type", "lz4");
    }

    private static MockProducer<byte[], byte[]> producer(boolean complete) {
        return new MockProducer<>(complete, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
