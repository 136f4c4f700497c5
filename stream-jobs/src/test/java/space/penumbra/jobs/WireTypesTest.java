package space.penumbra.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.weather.SpaceWeather;

class WireTypesTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final HazardSchedule SCHEDULE = new HazardSchedule(
            "dd650-03-07",
            3,
            List.of(new HazardWindow("h1", HazardKind.UMBRA, NOON, NOON.plusSeconds(900), 1, 2, 1, 0, "umbra")),
            NOON.plusSeconds(10_800),
            NOON,
            NOON);

    private final TypeSerializer<HazardSchedule> serializer =
            WireTypes.of(HazardSchedule.class).createSerializer(new SerializerConfigImpl());

    @Test
    void givesBackARecordWithNestedRecords() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(SCHEDULE, out);

        DataOutputSerializer copied = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);

        assertThat(serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())))
                .isEqualTo(SCHEDULE);
    }

    @Test
    void readsStateOfTheSameTypeAndRefusesAnother() throws IOException {
        TypeSerializerSnapshot<HazardSchedule> written = serializer.snapshotConfiguration();
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, written);
        TypeSerializerSnapshot<HazardSchedule> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(another().resolveSchemaCompatibility(read).isIncompatible()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializerSnapshot<HazardSchedule> another() {
        TypeSerializerSnapshot<?> another = WireTypes.of(SpaceWeather.class)
                .createSerializer(new SerializerConfigImpl())
                .snapshotConfiguration();
        return (TypeSerializerSnapshot<HazardSchedule>) another;
    }
}
